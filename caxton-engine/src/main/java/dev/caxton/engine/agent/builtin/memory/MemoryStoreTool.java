package dev.caxton.engine.agent.builtin.memory;

import dev.caxton.api.ConflictException;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.memory.TimeView;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.schema.Arguments;
import dev.caxton.engine.agent.builtin.schema.InputSchema;
import dev.caxton.engine.agent.builtin.schema.Property;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Stores facts in the memory of the calling agent, in the scope that its file names. Thread-safe. */
public final class MemoryStoreTool implements Tool {

    private static final int LONGEST_FACT = 10_000;

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "memory_store",
            "Stores a fact in this agent's memory, so that it can be recalled later.",
            InputSchema.forRequestsWith("remember", "memorize", "note")
                    .required(
                            "entity_name",
                            Property.string("What the fact is about, such as a person or a project.")
                                    .format("subject")
                                    .length(1_000))
                    .required(
                            "observation",
                            Property.string("The fact, in one sentence.")
                                    .format("statement")
                                    .length(LONGEST_FACT))
                    .optional(
                            "entity_type",
                            Property.string("Kind of thing it is about, such as person.")
                                    .length(200)
                                    .fallback("fact"))
                    .build(),
            List.of(),
            "builtin");

    private final Memory memory;
    private final Function<String, MemoryScope> scopeOf;

    /**
     * Stores in this memory.
     *
     * @param scopeOf the memory scope of the agent of a slug
     */
    public MemoryStoreTool(Memory memory, Function<String, MemoryScope> scopeOf) {
        this.memory = memory;
        this.scopeOf = scopeOf;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Arguments arguments = new Arguments(call);
        String fact = arguments.text("observation");
        NewEntity entity = new NewEntity(
                call.agent(),
                arguments.text("entity_name"),
                arguments.text("entity_type", "fact"),
                List.of(fact),
                scopeOf.apply(call.agent()),
                Map.of());
        StoredEntity stored =
                store(entity, arguments.optionalText("entity_type").isPresent());
        return new ToolResult.Success(
                "Stored about " + stored.entityName() + ": " + fact,
                Map.of(
                        "entity_id", stored.entityId(),
                        "entity_name", stored.entityName(),
                        "memory_scope", stored.memoryScope().wireName(),
                        "created", stored.created()),
                List.of());
    }

    /** An entity that is known under another type is extended where the caller did not insist on one. */
    private StoredEntity store(NewEntity entity, boolean typeGiven) {
        try {
            return memory.createEntity(entity);
        } catch (ConflictException e) {
            Entity known = memory.entity(
                    new EntityQuery(entity.agentId(), entity.entityName().strip(), TimeView.all()));
            if (typeGiven
                    || known.memoryScope() != Objects.requireNonNullElse(entity.memoryScope(), MemoryScope.AGENT)) {
                throw e;
            }
            return memory.addObservations(
                    new NewObservations(
                            entity.agentId(), known.entityId(), entity.observations(), null, null, null, null),
                    null);
        }
    }
}
