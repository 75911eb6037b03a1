import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.memory.MemoryIndex;
import dev.caxton.engine.memory.MemorySchema;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.MemorySettings;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.HibernateReads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Three words with OR over texts whose words are as frequent as in a language (Zipf): FTS5's bm25() and the memory's search by
 * words, turn by turn over the same texts. Each query takes three words of the 200 most frequent ones.
 *
 * <p>Arguments: texts (100000), queries (300).
 */
public final class TextSearchBench {

    private static final int VOCABULARY = 30_000;
    private static final int WORDS_OF_A_TEXT = 20;
    private static final int FREQUENT = 200;
    /** Of each query the fastest of so many runs counts, on both sides. */
    private static final int ROUNDS = 3;

    public static void main(String[] args) throws Exception {
        int texts = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int queries = args.length > 1 ? Integer.parseInt(args[1]) : 300;
        Path directory = Files.createTempDirectory("text-search-bench");
        Clock clock = Clock.systemUTC();
        try (ExecutorService background = Executors.newCachedThreadPool();
                Metrics metrics = new Metrics()) {
            MemoryIndex index =
                    new MemoryIndex(Embedder.none().model(), Embedder.none().dimensions());
            try (Database database =
                            Database.open(index.register(DatabaseOptions.of(directory.resolve("memory.db"), clock)));
                    HibernateReads rows = new HibernateReads(database, MemorySchema.ROWS);
                    MemoryService memory = new MemoryService(
                            database,
                            index,
                            Embedder.none(),
                            rows,
                            slug -> Optional.empty(),
                            new TimeOrderedIds(clock),
                            clock,
                            metrics,
                            MemorySettings.quiet(directory),
                            found -> List.of(),
                            background);
                    Connection peer = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("peer.db"))) {
                fill(memory, peer, texts);
                compare(memory, peer, queries);
            }
        }
    }

    /** Letters only and no English endings, so that no stemmer merges two words. */
    private static String word(int rank) {
        StringBuilder word = new StringBuilder("q");
        for (int rest = rank; rest > 0; rest /= 20) {
            word.append("bcfghjkmpqtvwxaiouzk".charAt(rest % 20));
        }
        return word.append('q').toString();
    }

    private static String text(Random random, double[] cumulative) {
        StringBuilder text = new StringBuilder();
        int length = WORDS_OF_A_TEXT / 2 + random.nextInt(WORDS_OF_A_TEXT);
        for (int i = 0; i < length; i++) {
            int place = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[VOCABULARY - 1]);
            text.append(word(place < 0 ? -place - 1 : place)).append(' ');
        }
        return text.toString();
    }

    private static void fill(MemoryService memory, Connection peer, int texts) throws Exception {
        double[] cumulative = new double[VOCABULARY];
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
        Random random = new Random(1);
        peer.createStatement().execute("create virtual table texts using fts5(text)");
        peer.setAutoCommit(false);
        PreparedStatement insert = peer.prepareStatement("insert into texts (rowid, text) values (?, ?)");
        int stored = 0;
        for (int entity = 0; stored < texts; entity++) {
            List<String> page = new ArrayList<>();
            for (int i = 0; i < 1_000 && stored < texts; i++) {
                stored++;
                String text = text(random, cumulative) + " u" + stored;
                page.add(text);
                if (page.size() == 10) {
                    memory.createEntity(
                            new NewEntity(null, "e" + stored, "t", List.copyOf(page), MemoryScope.GLOBAL, Map.of()));
                    page.clear();
                }
                insert.setInt(1, stored);
                insert.setString(2, text);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        peer.commit();
    }

    private static void compare(MemoryService memory, Connection peer, int queries) throws Exception {
        PreparedStatement select =
                peer.prepareStatement("select text from texts where texts match ? order by rank limit 10");
        Random random = new Random(2);
        double[] peerMillis = new double[queries];
        double[] ourMillis = new double[queries];
        Arrays.fill(peerMillis, Double.MAX_VALUE);
        Arrays.fill(ourMillis, Double.MAX_VALUE);
        double overlap = 0;
        // What a start does in the background: each frequent word is read once.
        for (int rank = 0; rank < FREQUENT; rank++) {
            memory.search(MemoryQuery.of(null, word(rank)).withMode(SearchMode.KEYWORD));
        }
        for (int run = -20; run < ROUNDS * queries; run++) {
            if (run % queries == 0) {
                random.setSeed(3); // the same questions again
            }
            int i = Math.floorMod(run, queries);
            List<String> words = List.of(
                    word(random.nextInt(FREQUENT)), word(random.nextInt(FREQUENT)), word(random.nextInt(FREQUENT)));
            long start = System.nanoTime();
            Set<String> right = new HashSet<>();
            select.setString(1, String.join(" OR ", words));
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    right.add(result.getString(1));
                }
            }
            double peerTook = (System.nanoTime() - start) / 1e6;
            MemoryQuery query = new MemoryQuery(null, String.join(" ", words), null, Set.of(), 10, null, false)
                    .withMode(SearchMode.KEYWORD);
            start = System.nanoTime();
            List<SearchHit> hits = memory.search(query).results();
            double took = (System.nanoTime() - start) / 1e6;
            if (run >= 0) {
                peerMillis[i] = Math.min(peerTook, peerMillis[i]);
                ourMillis[i] = Math.min(took, ourMillis[i]);
                long shared = hits.stream()
                        .flatMap(hit -> hit.matches().stream())
                        .sorted((a, b) -> Double.compare(b.score(), a.score()))
                        .limit(10)
                        .filter(match -> right.contains(match.content()))
                        .count();
                overlap += shared / 10.0;
            }
        }
        System.out.printf("FTS5 bm25()    P50 %.2f ms  P99 %.2f ms%n", at(peerMillis, 0.5), at(peerMillis, 0.99));
        System.out.printf("memory search  P50 %.2f ms  P99 %.2f ms%n", at(ourMillis, 0.5), at(ourMillis, 0.99));
        System.out.printf("top-10 overlap %.3f%n", overlap / queries / ROUNDS);
    }

    private static double at(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
