package dev.caxton.engine.memory.embedding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Embeds the lines of a file; prints texts a second, its memory, and how long a question takes meanwhile. */
public final class EmbeddingBench {

    private EmbeddingBench() {}

    public static void main(String[] args) throws Exception {
        List<String> texts = Files.readAllLines(Path.of(args[0]));
        try (OnnxEmbeddingModel model = OnnxEmbeddingModel.start(Path.of(args[1]), 0, Runnable::run)) {
            model.embedAll(texts.subList(0, Math.min(200, texts.size())));
            long start = System.nanoTime();
            for (int from = 0; from < texts.size(); from += 512) {
                model.embedAll(texts.subList(from, Math.min(texts.size(), from + 512)));
            }
            System.out.printf("Caxton      %.1f texts/s", texts.size() * 1e9 / (System.nanoTime() - start));
            System.out.println(", "
                    + Files.readAllLines(Path.of("/proc/self/status")).stream()
                            .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                            .toList());
            if (args.length > 2) {
                System.out.println("question alone: " + questions(model));
                CompletableFuture<?> bulk = CompletableFuture.runAsync(() -> model.embedAll(texts));
                System.out.println("question during work in bulk: " + questions(model));
                bulk.join();
            }
        }
    }

    private static String questions(OnnxEmbeddingModel model) {
        double[] millis = new double[200];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            model.embed("when should I phone customer number " + i + " about the delayed invoice?");
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return "P50 %.1f ms, P99 %.1f ms".formatted(millis[100], millis[198]);
    }
}
