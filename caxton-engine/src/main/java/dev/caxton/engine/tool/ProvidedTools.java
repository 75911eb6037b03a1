package dev.caxton.engine.tool;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a provider that somebody else wrote: asked once, looked at, and held to what they said then. Immutable and
 * thread-safe.
 */
public final class ProvidedTools implements ToolProvider {

    private static final String BUILT_IN = "builtin";

    /** Deeper than schemas are written; one that contains itself has no end. */
    private static final int DEEPEST_SCHEMA = 50;

    private final String provider;
    private final List<Tool> tools;

    /**
     * Asks a provider; {@code INVALID_CONFIGURATION} if it fails or what it says cannot be used.
     *
     * @param name what messages call the provider
     */
    public ProvidedTools(String name, ToolProvider provider) {
        this.provider = name;
        this.tools = looked(provider);
    }

    @Override
    public Collection<Tool> tools() {
        return tools;
    }

    /** What a tool says of itself, once and for all. */
    private record Held(ToolDescriptor descriptor, Tool tool) implements Tool {
        @Override
        public ToolResult call(ToolCall call) {
            return tool.call(call);
        }
    }

    private List<Tool> looked(ToolProvider given) {
        Collection<Tool> all;
        try {
            all = given.tools();
        } catch (RuntimeException | LinkageError e) {
            throw unusable("tools() failed with " + e, e);
        }
        if (all == null) {
            throw unusable("tools() is null, expected a collection", null);
        }
        List<Tool> held = new ArrayList<>();
        for (Tool tool : all) {
            if (tool == null) {
                throw unusable("tools() has a null in it, expected tools", null);
            }
            held.add(new Held(descriptor(tool), tool));
        }
        return List.copyOf(held);
    }

    private ToolDescriptor descriptor(Tool tool) {
        String type = tool.getClass().getName();
        ToolDescriptor said;
        try {
            said = tool.descriptor();
        } catch (RuntimeException | LinkageError e) {
            throw unusable("descriptor() of " + type + " failed with " + e, e);
        }
        if (said == null || said.name() == null || said.description() == null) {
            throw unusable("descriptor() of " + type + " lacks a name or a description", null);
        }
        if (!"object".equals(said.inputSchema().get("type"))) {
            throw unusable(
                    "input schema of tool '" + Values.cut(said.name()) + "' has type "
                            + said.inputSchema().get("type") + ", expected object",
                    null);
        }
        if (!isJson(said.inputSchema(), DEEPEST_SCHEMA)) {
            throw unusable(
                    "input schema of tool '" + Values.cut(said.name())
                            + "' is not JSON: expected maps, lists, texts, numbers and truth values, " + DEEPEST_SCHEMA
                            + " deep at most",
                    null);
        }
        boolean itsOwn = said.source() != null && !said.source().isBlank() && !BUILT_IN.equals(said.source());
        return itsOwn
                ? said
                : new ToolDescriptor(said.name(), said.description(), said.inputSchema(), said.produces(), provider);
    }

    private static boolean isJson(@Nullable Object value, int depth) {
        return switch (value) {
            case Map<?, ?> map ->
                depth > 0
                        && map.entrySet().stream()
                                .allMatch(member ->
                                        member.getKey() instanceof String && isJson(member.getValue(), depth - 1));
            case Collection<?> items -> depth > 0 && items.stream().allMatch(item -> isJson(item, depth - 1));
            case String text -> true;
            case Number number -> true;
            case Boolean truth -> true;
            case null -> true;
            default -> false;
        };
    }

    private CaxtonException unusable(String what, @Nullable Throwable cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.INVALID_CONFIGURATION,
                        "Tool provider " + provider + " cannot be used: " + what,
                        "Correct the provider, or leave it out."),
                cause);
    }
}
