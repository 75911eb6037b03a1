package dev.caxton.engine.agent.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML from its events into values with places. Nothing is constructed from tags, and depth, aliases and expanded
 * size are limited while reading, so that a hostile text costs no more than its length. For one text.
 */
final class YamlReader {

    /** No documented key is nested deeper than 4. */
    private static final int MAX_DEPTH = 32;

    private static final int MAX_ALIASES = 20;

    /** Values after aliases are expanded; a file of 1 MiB written by hand stays far below. */
    private static final int MAX_VALUES = 50_000;

    private final int firstLine;
    private final Findings findings;
    private final ScalarResolver resolver = new CoreSchema().getScalarResolver();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int aliases;
    private int values;

    private YamlReader(int firstLine, Findings findings) {
        this.firstLine = firstLine;
        this.findings = findings;
    }

    /** Reads one document; null after reporting why it cannot be read. An empty text is an empty table. */
    static FileValue.@Nullable Table read(String yaml, int firstLine, Findings findings) {
        YamlReader reader = new YamlReader(firstLine, findings);
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(AgentFileParser.MAX_BYTES)
                .setUseMarks(true)
                .build();
        try {
            return reader.document(new Parse(settings).parseString(yaml).iterator());
        } catch (Unreadable unreadable) {
            unreadable.report("YAML", findings);
        } catch (MarkedYamlEngineException e) {
            Place place = reader.place(e.getProblemMark().or(e::getContextMark));
            String context = e.getContext() == null ? "" : " " + e.getContext();
            String message = Findings.shown((e.getProblem() + context).replace('\n', ' '));
            new Unreadable(place, message, remedy(message)).report("YAML", findings);
        } catch (YamlEngineException e) {
            // A ReaderException: the text holds a character that YAML does not allow.
            String message = Findings.shown(String.valueOf(e.getMessage()).replace('\n', ' '));
            findings.error(new Place(firstLine, 1), "YAML parse error: " + message, null);
        }
        return null;
    }

    private FileValue.@Nullable Table document(Iterator<Event> events) {
        FileValue.@Nullable Table root = null;
        boolean seen = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                if (seen) {
                    throw new Unreadable(place(event.getStartMark()), "a second document begins, expected one", null);
                }
                seen = true;
                FileValue value = value(node, events, 1);
                if (value instanceof FileValue.Table table) {
                    root = table;
                } else if (value instanceof FileValue.Scalar scalar && scalar.plain() == null) {
                    root = new FileValue.Table(value.place(), new LinkedHashMap<>());
                } else {
                    throw new Unreadable(
                            value.place(),
                            "frontmatter is " + value.kind() + ", expected keys with values",
                            "write 'name: …' and so on, one key a line");
                }
            }
        }
        return root != null ? root : new FileValue.Table(new Place(firstLine, 1), new LinkedHashMap<>());
    }

    private FileValue value(NodeEvent event, Iterator<Event> events, int depth) {
        Place place = place(event.getStartMark());
        if (depth > MAX_DEPTH) {
            throw new Unreadable(place, "values are nested deeper than " + MAX_DEPTH + " levels", null);
        }
        if (++values > MAX_VALUES) {
            throw new Unreadable(place, "more than " + MAX_VALUES + " values", null);
        }
        if (event instanceof AliasEvent alias) {
            return expand(alias, place);
        }
        int before = values;
        FileValue value = event instanceof ScalarEvent scalar
                ? scalar(scalar, place)
                : collection((CollectionStartEvent) event, events, place, depth);
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(value, values - before + 1)));
        return value;
    }

    private FileValue expand(AliasEvent alias, Place place) {
        if (++aliases > MAX_ALIASES) {
            throw new Unreadable(place, "more than " + MAX_ALIASES + " aliases", "write the values out");
        }
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw new Unreadable(
                    place, "alias '*" + Findings.shown(alias.getAlias().getValue()) + "' has no anchor", null);
        }
        values += anchored.size();
        if (values > MAX_VALUES) {
            throw new Unreadable(place, "more than " + MAX_VALUES + " values once aliases are expanded", null);
        }
        return anchored.value();
    }

    private FileValue scalar(ScalarEvent event, Place place) {
        refuseTag(event.getTag(), place);
        String text = event.getValue();
        Tag tag = event.isPlain() ? resolver.resolve(text, true) : Tag.STR;
        if (tag.equals(Tag.NULL)) {
            return new FileValue.Scalar(place, null);
        }
        if (tag.equals(Tag.BOOL)) {
            return new FileValue.Scalar(place, Boolean.parseBoolean(text));
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            Object number = number(text, tag.equals(Tag.INT));
            return new FileValue.Scalar(place, number);
        }
        return new FileValue.Scalar(place, text);
    }

    /** A long or a finite double, else the text itself: JSON has no other numbers. */
    private static Object number(String text, boolean integer) {
        try {
            if (integer) {
                return text.startsWith("0x")
                        ? (Object) Long.parseLong(text.substring(2), 16)
                        : text.startsWith("0o") ? Long.parseLong(text.substring(2), 8) : Long.parseLong(text);
            }
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? (Object) number : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private FileValue collection(CollectionStartEvent event, Iterator<Event> events, Place place, int depth) {
        refuseTag(event.getTag(), place);
        if (event.getEventId() == Event.ID.SequenceStart) {
            List<FileValue> items = new ArrayList<>();
            for (Event next = events.next(); next instanceof NodeEvent node; next = events.next()) {
                items.add(value(node, events, depth + 1));
            }
            return new FileValue.Items(place, List.copyOf(items));
        }
        Map<String, FileValue.Entry> entries = new LinkedHashMap<>();
        for (Event next = events.next(); next instanceof NodeEvent node; next = events.next()) {
            Place where = place(node.getStartMark());
            if (!(node instanceof ScalarEvent key)) {
                throw new Unreadable(where, "a key is a list, a table or an alias, expected a word", null);
            }
            refuseTag(key.getTag(), where);
            FileValue value = value((NodeEvent) events.next(), events, depth + 1);
            FileValue.Entry earlier = entries.putIfAbsent(key.getValue(), new FileValue.Entry(where, value));
            if (earlier != null) {
                findings.error(
                        where,
                        "duplicate key: '" + Findings.shown(key.getValue()) + "' was given in line "
                                + earlier.key().line() + " already",
                        "keep one of the two");
            }
        }
        return new FileValue.Table(place, entries);
    }

    private void refuseTag(Optional<String> tag, Place place) {
        if (tag.isPresent()) {
            throw new Unreadable(
                    place,
                    "tag '" + Findings.shown(tag.get()) + "' is not allowed",
                    "write the bare value, quoted if text");
        }
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(at -> new Place(firstLine + at.getLine(), at.getColumn() + 1))
                .orElseGet(() -> new Place(firstLine, 1));
    }

    private static @Nullable String remedy(String message) {
        if (message.contains("TAB")) {
            return "indent with spaces; YAML does not allow tabs";
        }
        if (message.contains("mapping values are not allowed") || message.contains("cannot start any token")) {
            return "put text that contains ': ', '#' or begins with a sign into quotes";
        }
        return null;
    }

    /**
     * A value that an alias may repeat.
     *
     * @param value the value
     * @param size how many values it is made of
     */
    private record Anchored(FileValue value, int size) {}
}
