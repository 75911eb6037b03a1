package dev.caxton.engine.tool;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.api.tool.Tools;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Every tool of the server by name, fixed at start. Immutable and thread-safe. */
public final class ToolRegistry implements Tools {

    /** What OpenAI-compatible providers accept as a function name, in the lower case that agent files use. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private static final int MOST_NEAR_MISSES = 3;

    private final SortedMap<String, Tool> tools;

    private ToolRegistry(SortedMap<String, Tool> tools) {
        this.tools = tools;
    }

    /** The tools of all providers; {@code INVALID_CONFIGURATION} if a name is taken twice or malformed. */
    public static ToolRegistry of(Collection<? extends ToolProvider> providers) {
        SortedMap<String, Tool> tools = new TreeMap<>();
        for (ToolProvider provider : providers) {
            for (Tool tool : provider.tools()) {
                add(tools, tool);
            }
        }
        return new ToolRegistry(tools);
    }

    private static void add(Map<String, Tool> tools, Tool tool) {
        ToolDescriptor descriptor = tool.descriptor();
        if (!NAME.matcher(descriptor.name()).matches()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "Tool name '" + Values.cut(descriptor.name()) + "' of source '" + descriptor.source()
                            + "' is not snake_case of at most 64 characters",
                    "Rename the tool in its provider.");
        }
        Tool other = tools.putIfAbsent(descriptor.name(), tool);
        if (other != null) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "Tool '" + descriptor.name() + "' comes from source '"
                            + other.descriptor().source() + "' and from '" + descriptor.source()
                            + "', expected unique names",
                    "Rename one of them, or leave one provider out.");
        }
    }

    @Override
    public List<ToolDescriptor> list() {
        return tools.values().stream().map(Tool::descriptor).toList();
    }

    /** The tool of a name. */
    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** Whether there is a tool of a name. */
    public boolean contains(String name) {
        return tools.containsKey(name);
    }

    /** Descriptors of those of the given tools that exist, in the given order. */
    public List<ToolDescriptor> descriptors(Collection<String> names) {
        return names.stream()
                .distinct()
                .flatMap(name -> find(name).stream())
                .map(Tool::descriptor)
                .toList();
    }

    /** Names that somebody who wrote this one may have meant, the nearest first; at most three. */
    public List<String> nearMisses(String name) {
        return tools.keySet().stream()
                .filter(candidate -> near(name, candidate))
                .sorted(Comparator.comparingInt((String candidate) -> Values.editDistance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NEAR_MISSES)
                .toList();
    }

    private static boolean near(String name, String candidate) {
        int tolerated = Math.max(2, candidate.length() / 3);
        return Values.editDistance(name, candidate) <= tolerated
                || candidate.contains(name) && name.length() >= 3
                || name.contains(candidate);
    }
}
