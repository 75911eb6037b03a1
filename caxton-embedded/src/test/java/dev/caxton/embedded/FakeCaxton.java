package dev.caxton.embedded;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.security.AuditEntry;
import dev.caxton.api.security.AuditTrail;
import dev.caxton.api.security.Keys;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.api.tool.Tools;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A Caxton of one agent, {@code greeter}, that greets. */
class FakeCaxton implements Caxton {

    final FakeAgents agents = new FakeAgents();
    final FakeMessages messages = new FakeMessages(agents);
    final FakeMemory memory = new FakeMemory(agents);
    final FakeOperations ops = new FakeOperations();
    final FakeKeys keys;
    volatile boolean closed;

    FakeCaxton() {
        this(Path.of("target"));
    }

    FakeCaxton(Path dataDir) {
        keys = new FakeKeys(dataDir);
    }

    static CaxtonException problem(ProblemType type, String detail) {
        return CaxtonException.of(type, detail, "a hint");
    }

    @Override
    public Agents agents() {
        return agents;
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public Tools tools() {
        return () -> List.of(new ToolDescriptor(
                "csv_parser", "Reads CSV.", Map.of("type", "object"), List.of("text/csv"), "builtin"));
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public AuditTrail audit() {
        return query -> new Page<>(
                List.of(new AuditEntry("1", Instant.EPOCH, "java", "create_key", "cxt_1 ci", "applied")), 1, null);
    }

    @Override
    public Operations ops() {
        return ops;
    }

    @Override
    public void close() {
        closed = true;
    }
}
