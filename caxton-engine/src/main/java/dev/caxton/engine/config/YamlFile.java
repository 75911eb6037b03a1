package dev.caxton.engine.config;

import dev.caxton.api.Violation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads a YAML file into dotted keys with their lines. No Java object is ever made of a tag, and anchors are refused,
 * so that a small file cannot grow.
 */
final class YamlFile {

    /** A configuration file is a page or two; more is another file by mistake. */
    static final long LARGEST_BYTES = 1024 * 1024;

    private final Path file;
    private final ConfigProblems problems;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private YamlFile(Path file, ConfigProblems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The settings of a file by key; what is wrong with its text goes to the problems. */
    static Map<String, Setting> read(Path file, ConfigProblems problems) {
        YamlFile yaml = new YamlFile(file, problems);
        String text = yaml.text();
        if (text != null) {
            yaml.parse(text);
        }
        return yaml.settings;
    }

    private @Nullable String text() {
        try {
            if (Files.isDirectory(file)) {
                return refuse("the configuration file is a directory, expected a YAML file");
            }
            long size = Files.size(file);
            if (size > LARGEST_BYTES) {
                return refuse("the configuration file has " + size + " bytes, expected " + LARGEST_BYTES + " at most");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return refuse("the configuration file is not UTF-8 text");
        } catch (IOException e) {
            return refuse("the configuration file cannot be read: " + e);
        }
    }

    private @Nullable String refuse(String message) {
        problems.add(Violation.at(file.toString(), message, null));
        return null;
    }

    private void parse(String text) {
        LoadSettings load = LoadSettings.builder()
                .setLabel(file.toString())
                .setUseMarks(true)
                .setAllowNonScalarKeys(true)
                .setSchema(new FailsafeSchema())
                .build();
        try {
            Optional<Node> root = new Compose(load).composeString(text);
            if (root.isPresent()) {
                descend("", root.get());
            }
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            problems.add(violation(mark, "not YAML: " + e.getProblem(), hint(text)));
        } catch (YamlEngineException e) {
            problems.add(violation(null, "not YAML: " + e.getMessage(), null));
        }
    }

    private static @Nullable String hint(String text) {
        return text.indexOf('\t') >= 0 ? "YAML is indented with spaces, and this file contains a tab" : null;
    }

    private void descend(String prefix, Node node) {
        if (!safe(prefix, node)) {
            return;
        }
        switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple entry : mapping.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode key) {
                        descend(prefix.isEmpty() ? key.getValue() : prefix + '.' + key.getValue(), entry, key);
                    } else {
                        problems.add(violation(mark(entry.getKeyNode()), "a key is not a plain text", null));
                    }
                }
            }
            case ScalarNode scalar
            when prefix.isEmpty() -> {
                if (!isNull(scalar)) {
                    problems.add(
                            violation(mark(node), "the file is a single value, expected keys such as 'server:'", null));
                }
            }
            default -> problems.add(violation(mark(node), "the file is a list, expected keys such as 'server:'", null));
        }
    }

    private void descend(String key, NodeTuple entry, ScalarNode keyNode) {
        Node value = entry.getValueNode();
        switch (value) {
            case MappingNode mapping -> descend(key, mapping);
            case ScalarNode scalar -> {
                if (safe(key, scalar) && !isNull(scalar)) {
                    put(key, scalar.getValue(), false, keyNode);
                }
            }
            case SequenceNode sequence -> {
                if (safe(key, sequence)) {
                    items(key, sequence, keyNode);
                }
            }
            default -> problems.add(violation(mark(value), key + " has a value of an unknown kind", null));
        }
    }

    private void items(String key, SequenceNode sequence, ScalarNode keyNode) {
        StringJoiner items = new StringJoiner(",");
        for (Node item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar && safe(key, scalar)) {
                items.add(scalar.getValue());
            } else if (IdleKeys.warning(key) == null) {
                problems.add(violation(mark(item), key + " has an item that is not a plain value", null));
                return;
            }
        }
        put(key, items.toString(), true, keyNode);
    }

    private void put(String key, String value, boolean list, ScalarNode keyNode) {
        Mark mark = mark(keyNode);
        Setting setting = new Setting(
                key,
                value,
                list,
                Setting.Layer.FILE,
                file.toString(),
                mark == null ? null : mark.getLine() + 1,
                mark == null ? null : mark.getColumn() + 1);
        Setting earlier = settings.putIfAbsent(key, setting);
        if (earlier != null) {
            problems.add(
                    setting, key + " is set a second time, first in line " + earlier.line(), "remove one of the two");
        }
    }

    private boolean safe(String key, Node node) {
        if (node.getAnchor().isPresent()) {
            problems.add(violation(
                    mark(node), where(key) + " has an anchor, which this file may not", "write the value out"));
            return false;
        }
        if (!node.getTag().getValue().startsWith(Tag.PREFIX)) {
            problems.add(violation(
                    mark(node), where(key) + " has the tag " + node.getTag().getValue() + ", expected none", null));
            return false;
        }
        return true;
    }

    /** Values stay texts (the keys have the types), so nothing but these spellings means "not set". */
    private static boolean isNull(ScalarNode scalar) {
        return scalar.isPlain() && scalar.getValue().matches("|~|null|Null|NULL");
    }

    private static String where(String key) {
        return key.isEmpty() ? "the file" : key;
    }

    private static @Nullable Mark mark(Node node) {
        return node.getStartMark().orElse(null);
    }

    private Violation violation(@Nullable Mark mark, String message, @Nullable String hint) {
        return mark == null
                ? Violation.at(file.toString(), message, hint)
                : new Violation(file.toString(), mark.getLine() + 1, mark.getColumn() + 1, message, hint);
    }
}
