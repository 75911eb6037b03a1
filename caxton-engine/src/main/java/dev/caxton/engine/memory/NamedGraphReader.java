package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.memory.NamedGraph.Edge;
import dev.caxton.engine.memory.NamedGraph.Node;
import dev.caxton.engine.memory.NamedGraph.Part;
import dev.caxton.engine.memory.Owners.Owner;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one part of a graph: entity by entity in the order of their rows, each with its observations and then its
 * relations, until the part is full. For one read.
 */
final class NamedGraphReader {

    /** Characters of JSON in one part; what a model is shown of a tool's data ends at 10,000. */
    static final int PART = 9_000;
    /** Longest observation that is shown whole. */
    static final int LONGEST = 4_000;

    private static final int AT_ONCE = 100;
    private static final int NODE_FRAME = 60;
    private static final int TEXT_FRAME = 3;
    private static final int EDGE_FRAME = 40;

    /** Row of an entity, whether its observations or relations are next, and the row of the last that was shown. */
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})([or])(\\d{1,18})");

    private final ReadTransaction tx;
    private final Owner owner;
    private final long now;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private int used;

    NamedGraphReader(ReadTransaction tx, Owner owner, long now) {
        this.tx = tx;
        this.owner = owner;
        this.now = now;
    }

    private record Cursor(long entity, boolean relations, long after) {
        static final Cursor START = new Cursor(0, false, 0);

        static Cursor parse(@Nullable String text) {
            if (text == null) {
                return START;
            }
            Matcher matcher = CURSOR.matcher(text);
            if (!matcher.matches()) {
                throw CaxtonException.of(
                        ProblemType.INVALID_ARGUMENT,
                        "cursor is '" + MemoryInput.cut(text) + "', expected the 'next' of an earlier answer",
                        "leave it out for the first part");
            }
            return new Cursor(
                    Long.parseLong(matcher.group(1)), matcher.group(2).equals("r"), Long.parseLong(matcher.group(3)));
        }

        @Override
        public String toString() {
            return entity + (relations ? "r" : "o") + after;
        }
    }

    private record Item(long rid, String text) {}

    /** All entities of the scope; a relation stands with the entity it starts at. */
    Part all(@Nullable String text) {
        Cursor cursor = Cursor.parse(text);
        long from = cursor.entity();
        while (true) {
            List<Row> page = tx.select(
                    ENTITIES,
                    "where scope = ? and coalesce(agent_id, '') = ? and rid >= ? order by rid limit ?",
                    owner.scope().wireName(),
                    owner.agentId() == null ? "" : owner.agentId(),
                    from,
                    AT_ONCE);
            for (Row row : page) {
                Cursor stopped = add(row, row.rid() == cursor.entity() ? cursor : Cursor.START, null);
                if (stopped != null) {
                    return new Part(nodes, edges, stopped.toString());
                }
                from = row.rid() + 1;
            }
            if (page.size() < AT_ONCE) {
                return new Part(nodes, edges, null);
            }
        }
    }

    /** These entities; a relation between two of them stands with the one it starts at. */
    Part of(Collection<Row> rows, @Nullable String text) {
        Cursor cursor = Cursor.parse(text);
        List<Row> wanted = rows.stream()
                .filter(row -> row.rid() >= cursor.entity())
                .sorted(Comparator.comparingLong(Row::rid))
                .toList();
        Set<String> all = rows.stream().map(row -> row.text("entity_id")).collect(Collectors.toSet());
        for (Row row : wanted) {
            Cursor stopped = add(row, row.rid() == cursor.entity() ? cursor : Cursor.START, all);
            if (stopped != null) {
                return new Part(nodes, edges, stopped.toString());
            }
        }
        return new Part(nodes, edges, null);
    }

    /** The first of these entities, in this order; {@link Part#next} only says that there are more. */
    Part first(List<String> entityIds) {
        Set<String> all = Set.copyOf(entityIds);
        for (String entityId : entityIds) {
            Row row = GraphReads.byId(tx, entityId).orElse(null);
            Cursor stopped = row == null ? null : add(row, Cursor.START, all);
            if (stopped != null) {
                return new Part(nodes, edges, stopped.toString());
            }
        }
        return new Part(nodes, edges, null);
    }

    /** Ids of entities that hold a text in their name, type or observations, in whatever case. */
    List<String> holding(String query, int most) {
        String pattern =
                "%" + query.strip().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return tx.query(
                "select e.entity_id from entities e where e.scope = ? and coalesce(e.agent_id, '') = ? and ("
                        + "e.name like ? escape '!' or e.entity_type like ? escape '!' or exists (select 1 from"
                        + " observations o where o.entity_id = e.entity_id and o.retracted_at is null"
                        + " and o.content like ? escape '!')) order by e.name = ? collate nocase desc, e.rid limit ?",
                result -> result.getString(1),
                owner.scope().wireName(),
                owner.agentId() == null ? "" : owner.agentId(),
                pattern,
                pattern,
                pattern,
                query.strip(),
                most);
    }

    /** Adds an entity from a place on; returns where it stopped, null at its end. */
    private @Nullable Cursor add(Row row, Cursor from, @Nullable Set<String> among) {
        String entityId = row.text("entity_id");
        names.put(entityId, row.text("name"));
        long after = from.after();
        if (!from.relations()) {
            Cursor stopped = addNode(row, entityId, after);
            if (stopped != null) {
                return stopped;
            }
            after = 0;
        }
        return addEdges(row.rid(), entityId, after, among);
    }

    private @Nullable Cursor addNode(Row row, String entityId, long from) {
        int head = NODE_FRAME + length(row.text("name")) + length(row.text("entity_type"));
        if (used > 0 && used + head > PART) {
            return new Cursor(row.rid(), false, from);
        }
        used += head;
        List<String> texts = new ArrayList<>();
        long after = from;
        boolean full = false;
        while (!full) {
            List<Item> page = observations(entityId, after);
            for (Item item : page) {
                String text = shown(item.text());
                int cost = TEXT_FRAME + length(text);
                full = used + cost > PART && !(texts.isEmpty() && nodes.isEmpty() && edges.isEmpty());
                if (full) {
                    break;
                }
                texts.add(text);
                used += cost;
                after = item.rid();
            }
            if (page.size() < AT_ONCE) {
                break;
            }
        }
        if (full && texts.isEmpty()) {
            return new Cursor(row.rid(), false, from);
        }
        nodes.add(new Node(row.text("name"), row.text("entity_type"), texts));
        return full ? new Cursor(row.rid(), false, after) : null;
    }

    private List<Item> observations(String entityId, long after) {
        return tx.query(
                "select rid, content from observations where entity_id = ? and rid > ? and retracted_at is null"
                        + " and valid_from <= ? and (valid_to is null or valid_to > ?) order by rid limit ?",
                result -> new Item(result.getLong(1), result.getString(2)),
                entityId,
                after,
                now,
                now,
                AT_ONCE);
    }

    private record Ends(long rid, String from, String to, String type) {}

    private @Nullable Cursor addEdges(long entityRid, String entityId, long from, @Nullable Set<String> among) {
        long after = from;
        while (true) {
            List<Ends> page = relations(entityId, after, among != null);
            for (Ends ends : page) {
                boolean elsewhere = among != null
                        && ends.to().equals(entityId)
                        && among.contains(ends.from())
                        && !ends.from().equals(entityId);
                if (!elsewhere) {
                    Edge edge = new Edge(name(ends.from()), name(ends.to()), ends.type());
                    int cost = EDGE_FRAME + length(edge.from()) + length(edge.to()) + length(edge.type());
                    if (used > 0 && used + cost > PART) {
                        return new Cursor(entityRid, true, after);
                    }
                    used += cost;
                    edges.add(edge);
                }
                after = ends.rid();
            }
            if (page.size() < AT_ONCE) {
                return null;
            }
        }
    }

    private List<Ends> relations(String entityId, long after, boolean incoming) {
        String of = " from relations where %s = ? and rid > ? and retracted_at is null"
                + " and valid_from <= ? and (valid_to is null or valid_to > ?)";
        String outgoing = "select rid, from_entity, to_entity, relation_type" + of.formatted("from_entity");
        List<Object> parameters = new ArrayList<>(List.of(entityId, after, now, now));
        String sql = outgoing;
        if (incoming) {
            sql += " union select rid, from_entity, to_entity, relation_type" + of.formatted("to_entity");
            parameters.addAll(List.of(entityId, after, now, now));
        }
        parameters.add(AT_ONCE);
        return tx.query(
                sql + " order by rid limit ?",
                result -> new Ends(result.getLong(1), result.getString(2), result.getString(3), result.getString(4)),
                parameters.toArray());
    }

    private String name(String entityId) {
        return names.computeIfAbsent(
                entityId,
                id -> GraphReads.byId(tx, id).map(row -> row.text("name")).orElse(id));
    }

    private static String shown(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + " … [" + (text.length() - LONGEST) + " more characters]";
    }

    /** Characters of a text in JSON, of which a few are escaped. */
    private static int length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                length++;
            }
        }
        return length;
    }
}
