package dev.caxton.engine.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.ModelState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEmbeddingModelIT {

    private static final Path SHARED = Path.of("target", "embedding-runtime");
    private static OnnxEmbeddingModel model;

    @BeforeAll
    static void loadModel() {
        model = OnnxEmbeddingModel.start(SHARED, 100, Runnable::run);
    }

    @AfterAll
    static void closeModel() {
        model.close();
    }

    @Test
    void knowsLikeFromUnlike() {
        assertThat(model.state()).isEqualTo(ModelState.LOADED);

        assertThat(cosine("How do I reset my password?", "I forgot my login credentials"))
                .isCloseTo(0.678, within(0.01));
        assertThat(cosine("Someone is playing guitar", "A musician performs a song"))
                .isCloseTo(0.687, within(0.01));
        assertThat(cosine("The man is playing the guitar", "The stock market fell sharply today"))
                .isCloseTo(-0.083, within(0.01));
    }

    private static double cosine(String a, String b) {
        return cosine(model.embed(a), model.embed(b));
    }

    @Test
    void givesOneTextTheSameVectorAloneAndAmongOthers() {
        Random random = new Random(3);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            texts.add("text " + i + " about " + "this and that, ".repeat(random.nextInt(40)) + random.nextInt());
        }

        List<float[]> together = uncached().embedAll(texts);

        for (int i = 0; i < texts.size(); i++) {
            assertThat(cosine(together.get(i), model.embed(texts.get(i)))).isGreaterThan(0.99999);
        }
    }

    @Test
    void saysThatTheEndOfALongTextIsNotRead() {
        OnnxEmbeddingModel fresh = uncached();
        String fits = "word ".repeat(254);

        assertThat(fresh.isTruncated(fits)).isFalse();
        assertThat(fresh.isTruncated(fits + "word")).isTrue();
        fresh.embedAll(List.of(fits, fits + "word", "short"));

        assertThat(fresh.figures().truncated()).isEqualTo(1);
        fresh.close();
    }

    @Test
    void computesAgainAfterTheCacheIsCleared() {
        model.embed("to be cleared");
        long computed = model.figures().computed();

        model.clearCache();
        model.embed("to be cleared");

        assertThat(model.figures().computed()).isEqualTo(computed + 1);
    }

    @Test
    void workInBulkReadsTheCacheAndLeavesItAsItIs() {
        model.clearCache();
        float[] asked = model.embed("asked by somebody");
        long computed = model.figures().computed();

        List<float[]> bulk = model.embedInBulk(List.of("asked by somebody", "found in a file", "and another line"));

        assertThat(bulk.getFirst()).isEqualTo(asked);
        assertThat(model.figures().computed()).isEqualTo(computed + 2);
        assertThat(model.figures().cacheEntries()).isEqualTo(1);
        assertThat(model.embed("found in a file")).isEqualTo(bulk.get(1));
        assertThat(model.figures().computed()).isEqualTo(computed + 3);
    }

    @Test
    void answersAQuestionDuringWorkInBulk() throws Exception {
        OnnxEmbeddingModel busy = uncached();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            texts.add("a text of some length that keeps the model busy for a while " + i);
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<List<float[]>> bulk = CompletableFuture.supplyAsync(() -> busy.embedAll(texts), threads);
            while (busy.figures().computed() == 0) {
                Thread.onSpinWait();
            }

            assertThat(busy.embed("a question")).hasSize(OnnxEmbeddingModel.DIMENSIONS);

            assertThat(bulk).as("the question did not wait for all the rest").isNotDone();
            assertThat(bulk.get(180, TimeUnit.SECONDS)).hasSize(1_000);
        }
        busy.close();
    }

    @Test
    void scalesEveryVectorToLengthOne() {
        assertThat(model.embedAll(List.of("", " ", "\u0000", "日本語", "x".repeat(1_000_000))))
                .allSatisfy(vector -> assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5)));
    }

    @Test
    void answersAKnownTextFromTheCacheWithAVectorOfItsOwn() {
        float[] first = model.embed("something to be remembered");
        first[0] = 42;
        long computed = model.figures().computed();

        float[] second = model.embed("something to be remembered");

        assertThat(model.figures().computed()).isEqualTo(computed);
        assertThat(second[0]).isNotEqualTo(42);
        assertThat(model.figures().cacheHitRate().orElseThrow()).isPositive();
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        float[] alone = model.embed("thread text 1");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String text = "thread text " + i % 20;
                results.add(CompletableFuture.supplyAsync(() -> model.embed(text), threads));
            }
            assertThat(cosine(results.get(1).get(180, TimeUnit.SECONDS), alone)).isGreaterThan(0.99999);
            assertThat(cosine(results.get(21).get(180, TimeUnit.SECONDS), alone))
                    .isGreaterThan(0.99999);
        }
    }

    @Test
    void replacesATruncatedModelFile(@TempDir Path runtime) throws IOException {
        Path file = OnnxEmbeddingModel.MODEL_FILE.installIn(runtime);
        try (RandomAccessFile truncated = new RandomAccessFile(file.toFile(), "rw")) {
            truncated.setLength(10_000_000);
        }

        try (OnnxEmbeddingModel fresh = OnnxEmbeddingModel.start(runtime, 0, Runnable::run)) {
            assertThat(fresh.state()).isEqualTo(ModelState.LOADED);
            assertThat(fresh.embed("hello")).hasSize(OnnxEmbeddingModel.DIMENSIONS);
        }
        assertThat(OnnxEmbeddingModel.MODEL_FILE.isIntact(file)).isTrue();
    }

    @Test
    void worksWhereTheRuntimeDirectoryCannotBeWritten(@TempDir Path directory) throws IOException {
        Path notADirectory = Files.writeString(directory.resolve("runtime"), "in the way");

        try (OnnxEmbeddingModel fresh = OnnxEmbeddingModel.start(notADirectory, 0, Runnable::run)) {
            assertThat(fresh.state()).isEqualTo(ModelState.LOADED);
            assertThat(cosine(fresh.embed("hello"), model.embed("hello"))).isGreaterThan(0.99999);
        }
    }

    @Test
    void saysThatItIsStartingUntilItIsLoaded() {
        BlockingQueue<Runnable> held = new ArrayBlockingQueue<>(1);
        try (OnnxEmbeddingModel starting = OnnxEmbeddingModel.start(SHARED, 0, held::add)) {
            assertThat(starting.state()).isEqualTo(ModelState.STARTING);
            assertThatThrownBy(() -> starting.embed("too early")).isInstanceOfSatisfying(CaxtonException.class, e -> {
                assertThat(e.type()).isEqualTo(ProblemType.EMBEDDING_UNAVAILABLE);
                assertThat(e.problem().detail()).contains("is starting");
            });

            held.remove().run();

            assertThat(starting.ready()).isCompletedWithValue(ModelState.LOADED);
            assertThat(starting.embed("now")).hasSize(384);
        }
    }

    @Test
    void waitsForItsUsersBeforeItCloses() throws Exception {
        OnnxEmbeddingModel closing = uncached();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            texts.add("a text that takes a while " + "and a while ".repeat(30) + i);
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<List<float[]>> running =
                    CompletableFuture.supplyAsync(() -> closing.embedAll(texts), threads);
            while (closing.figures().computed() == 0) {
                Thread.onSpinWait();
            }
            closing.close();
            assertThat(running.get(180, TimeUnit.SECONDS)).hasSize(40);
        }
        assertThatThrownBy(() -> closing.embed("too late")).hasMessageContaining("closed");
    }

    @Test
    void hasNoModelWhereNoneIsConfigured() {
        assertThat(Embedder.none().state()).isEqualTo(ModelState.MISSING);
        assertThatThrownBy(() -> Embedder.none().embed("x"))
                .isInstanceOfSatisfying(
                        CaxtonException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.EMBEDDING_UNAVAILABLE));
    }

    private static OnnxEmbeddingModel uncached() {
        return OnnxEmbeddingModel.start(SHARED, 0, Runnable::run);
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
