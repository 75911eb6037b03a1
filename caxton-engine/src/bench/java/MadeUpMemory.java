import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Writes a made-up memory as lines to import: entities with one observation each, and relations among them of which a few
 * entities have very many. The same arguments give the same lines.
 *
 * <p>Arguments: entities (100000), relations (300000), agent whose own memory they are to be (none: the workspace's).
 *
 * <pre>
 * java caxton-engine/src/bench/java/MadeUpMemory.java 100000 300000 > memory.jsonl
 * caxton memory import memory.jsonl
 * </pre>
 */
public final class MadeUpMemory {

    private static final String[] TYPES = {"person", "place", "project", "invoice", "machine", "decision"};
    private static final String[] RELATIONS = {"knows", "works_at", "part_of", "decided", "paid_for"};
    private static final String[] SUBJECTS = {
        "the harbour office", "the night shift", "our oldest customer", "the second turbine", "the audit committee",
        "a supplier from Lisbon", "the spare parts depot", "the new apprentice", "the Tuesday meeting", "the archive"
    };
    private static final String[] VERBS = {
        "asked for",
        "postponed",
        "approved",
        "lost",
        "repaired",
        "delivered",
        "complained about",
        "paid for",
        "measured",
        "painted"
    };
    private static final String[] OBJECTS = {
        "the blue container", "forty metres of cable", "the yearly report", "a replacement bearing",
                "the ferry tickets",
        "the backup generator", "two crates of lamps", "the insurance papers", "the copper valves", "the guest list"
    };

    private MadeUpMemory() {}

    public static void main(String[] arguments) throws IOException {
        int entities = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int relations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300_000;
        String scope = arguments.length > 2
                ? "\"memory_scope\":\"agent\",\"agent\":\"" + arguments[2] + "\""
                : "\"memory_scope\":\"workspace\"";
        Random random = new Random(20261122);
        try (BufferedWriter out =
                new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16)) {
            for (int i = 0; i < entities; i++) {
                out.write("{\"type\":\"entity\",\"entity_name\":\"thing " + i + "\",\"entity_type\":\""
                        + TYPES[i % TYPES.length] + "\"," + scope + ",\"observations\":[\"On day " + i + " "
                        + one(SUBJECTS, random) + " " + one(VERBS, random) + " " + one(OBJECTS, random) + " number "
                        + random.nextInt(10_000) + ".\"]}\n");
            }
            for (int i = 0; i < relations; i++) {
                // The square makes hubs: the first hundredth is met by a tenth of all relations.
                int from = (int) (entities * Math.pow(random.nextDouble(), 2));
                int to = random.nextInt(entities);
                out.write("{\"type\":\"relation\",\"from_entity\":\"thing " + from + "\",\"to_entity\":\"thing " + to
                        + "\",\"relation_type\":\"" + RELATIONS[i % RELATIONS.length] + "\"," + scope
                        + ",\"strength\":" + (1 + random.nextInt(9)) / 10.0 + "}\n");
            }
        }
    }

    private static String one(String[] of, Random random) {
        return of[random.nextInt(of.length)];
    }
}
