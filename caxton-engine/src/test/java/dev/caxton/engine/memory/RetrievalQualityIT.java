package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.engine.memory.RetrievalSet.Document;
import dev.caxton.engine.memory.RetrievalSet.Question;
import dev.caxton.engine.memory.embedding.OnnxEmbeddingModel;
import dev.caxton.engine.memory.upkeep.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How well questions are answered: nDCG@10 over single texts. Weights were chosen on the questions of every other document;
 * what is asserted is measured on the rest.
 */
class RetrievalQualityIT {

    private static final Path RUNTIME = Path.of("target", "embedding-runtime");
    private static final Path REPORT = Path.of("target", "retrieval-quality.txt");
    private static final int DEPTH = 10;
    private static final int RRF = 60;

    private final RetrievalSet set = RetrievalSet.load();
    private final Map<String, Integer> places = new HashMap<>();

    /** A place in the whole set; texts of different documents never share one. */
    private int place(int document, int text) {
        return places.computeIfAbsent(document + "/" + text, key -> places.size());
    }

    @Test
    void hybridBeatsMeaningAndWordsAloneOnQuestionsThatWereNotTunedOn(@TempDir Path directory)
            throws IOException, SQLException {
        assertThat(set.questions()).hasSizeGreaterThanOrEqualTo(300);
        assertThat(set.questions().stream().filter(Question::conversation).count())
                .isGreaterThanOrEqualTo(150);
        Map<String, Map<Question, List<Integer>>> answers = new LinkedHashMap<>();
        try (OnnxEmbeddingModel model = OnnxEmbeddingModel.start(RUNTIME, 1000, Runnable::run);
                MemoryFixture fixture = new MemoryFixture(directory, model)) {
            answers.put("semantic", each(semantic(model)));
            answers.put("keyword", each(keyword()));
            answers.put("rank fusion", each(fused(answers.get("semantic"), answers.get("keyword"))));
            answers.put("hybrid", each(hybrid(fixture, model)));
        }
        report(answers);

        Predicate<Question> judged = question -> !question.forTuning();
        double semantic = mean(answers.get("semantic"), judged);
        double keyword = mean(answers.get("keyword"), judged);
        double fusion = mean(answers.get("rank fusion"), judged);
        double hybrid = mean(answers.get("hybrid"), judged);
        assertThat(semantic).isBetween(0.5, 0.8);
        assertThat(hybrid)
                .isGreaterThanOrEqualTo(1.08 * semantic)
                .isGreaterThanOrEqualTo(1.15 * keyword)
                .isGreaterThan(fusion)
                .isGreaterThan(0.66);
    }

    private Map<Question, List<Integer>> each(Function<Question, List<Integer>> method) {
        return set.questions().stream()
                .collect(Collectors.toMap(question -> question, method, (a, b) -> a, LinkedHashMap::new));
    }

    /** Cosine with every text. */
    private Function<Question, List<Integer>> semantic(OnnxEmbeddingModel model) {
        Map<Integer, float[]> vectors = new HashMap<>();
        for (int d = 0; d < set.documents().size(); d++) {
            List<float[]> embedded = model.embedAll(set.documents().get(d).texts());
            for (int t = 0; t < embedded.size(); t++) {
                vectors.put(place(d, t), embedded.get(t));
            }
        }
        return question -> {
            float[] sought = model.embed(question.text());
            return ranked(vectors.keySet(), place -> dot(sought, vectors.get(place)));
        };
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static List<Integer> ranked(Set<Integer> all, Function<Integer, Double> score) {
        return all.stream()
                .sorted(Comparator.comparing(score).reversed().thenComparing(place -> place))
                .limit(100)
                .toList();
    }

    /** SQLite's FTS5 with its own stemmer and bm25(), any word of the question. */
    private Function<Question, List<Integer>> keyword() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        connection
                .createStatement()
                .execute("create virtual table texts using fts5(text, tokenize = 'porter unicode61')");
        PreparedStatement insert = connection.prepareStatement("insert into texts (rowid, text) values (?, ?)");
        for (int d = 0; d < set.documents().size(); d++) {
            List<String> texts = set.documents().get(d).texts();
            for (int t = 0; t < texts.size(); t++) {
                insert.setInt(1, place(d, t) + 1);
                insert.setString(2, texts.get(t));
                insert.execute();
            }
        }
        PreparedStatement select =
                connection.prepareStatement("select rowid from texts where text match ? order by rank limit 100");
        return question -> {
            try {
                String words = List.of(question.text()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9 ]", " ")
                                .strip()
                                .split("\\s+"))
                        .stream()
                        .collect(Collectors.joining("\" OR \"", "\"", "\""));
                select.setString(1, words);
                List<Integer> found = new ArrayList<>();
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        found.add(result.getInt(1) - 1);
                    }
                }
                return found;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Function<Question, List<Integer>> fused(
            Map<Question, List<Integer>> first, Map<Question, List<Integer>> second) {
        return question -> {
            Map<Integer, Double> scores = new HashMap<>();
            for (List<Integer> ranked : List.of(first.get(question), second.get(question))) {
                for (int rank = 0; rank < ranked.size(); rank++) {
                    scores.merge(ranked.get(rank), 1.0 / (RRF + rank + 1), Double::sum);
                }
            }
            return ranked(scores.keySet(), scores::get);
        };
    }

    private Function<Question, List<Integer>> hybrid(MemoryFixture fixture, OnnxEmbeddingModel model) {
        Map<String, Integer> stored = new HashMap<>();
        for (int d = 0; d < set.documents().size(); d++) {
            Document document = set.documents().get(d);
            StoredEntity entity = fixture.memory.createEntity(new NewEntity(
                    null,
                    document.name(),
                    document.conversation() ? "conversation" : "text",
                    document.texts(),
                    MemoryScope.GLOBAL,
                    Map.of(),
                    document.time(),
                    null,
                    null,
                    null));
            int at = d;
            fixture.memory
                    .entity(entity.entityId())
                    .observations()
                    .forEach(observation -> stored.put(
                            observation.observationId(),
                            place(at, document.texts().indexOf(observation.content()))));
        }
        MemorySearch search = new MemorySearch(
                fixture.database, fixture.index, model, () -> Retention.FOR_EVER, Clock.systemUTC(), nanos -> {});
        return question -> {
            MemoryQuery query = new MemoryQuery(null, question.text(), null, Set.of(), 50, null, false);
            List<CandidateEntity> entities = fixture.database.read(tx -> search.ranked(
                    tx,
                    query,
                    new Visibility(null, null),
                    Moment.of(query.time(), Clock.systemUTC().instant()),
                    model.embed(question.text()),
                    SearchMode.HYBRID));
            return entities.stream()
                    .flatMap(CandidateEntity::texts)
                    .filter(text -> !text.isName())
                    .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                    .map(text -> stored.get(text.row().text("observation_id")))
                    .limit(100)
                    .toList();
        };
    }

    private double mean(Map<Question, List<Integer>> answers, Predicate<Question> which) {
        return answers.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToDouble(entry -> ndcg(entry.getKey(), entry.getValue()))
                .average()
                .orElseThrow();
    }

    private double ndcg(Question question, List<Integer> ranked) {
        Set<Integer> right = question.answers().stream()
                .map(text -> place(question.document(), text))
                .collect(Collectors.toSet());
        double gained = 0;
        for (int rank = 0; rank < Math.min(DEPTH, ranked.size()); rank++) {
            gained += right.contains(ranked.get(rank)) ? gain(rank) : 0;
        }
        double possible = 0;
        for (int rank = 0; rank < Math.min(DEPTH, right.size()); rank++) {
            possible += gain(rank);
        }
        return gained / possible;
    }

    private static double gain(int rank) {
        return Math.log(2) / Math.log(rank + 2);
    }

    private void report(Map<String, Map<Question, List<Integer>>> answers) throws IOException {
        StringBuilder text = new StringBuilder("nDCG@10: tuning half, judged half, its texts, its conversations\n");
        answers.forEach((method, answer) -> text.append(String.format(
                Locale.ROOT,
                "%-12s %.3f %.3f %.3f %.3f%n",
                method,
                mean(answer, Question::forTuning),
                mean(answer, question -> !question.forTuning()),
                mean(answer, question -> !question.forTuning() && !question.conversation()),
                mean(answer, question -> !question.forTuning() && question.conversation()))));
        Files.writeString(REPORT, text);
    }
}
