import dev.caxton.api.security.Admission;
import dev.caxton.api.security.NewKey;
import dev.caxton.api.security.Role;
import dev.caxton.engine.EngineCaxton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures what a key costs a request: looking it up, and having the thread work for its caller.
 *
 * <pre>
 * java -cp 'target/caxton-embedded.jar' src/bench/java/AdmissionBench.java KEYS SECONDS
 * </pre>
 */
final class AdmissionBench {

    public static void main(String[] args) throws Exception {
        int keys = Integer.parseInt(args[0]);
        long seconds = Long.parseLong(args[1]);
        Path directory = Files.createTempDirectory("caxton-admission");
        try (EngineCaxton caxton = EngineCaxton.open(Map.of(
                "server.data_dir", directory.resolve("data").toString(),
                "server.agents_dir", directory.resolve("agents").toString(),
                "memory.embedding_model", "none"))) {
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < keys; i++) {
                tokens.add(
                        caxton.keys().create(NewKey.of("bench-" + i, Role.USER)).token());
            }
            Admission admission = Admission.of(caxton);
            measure("known key", admission, tokens, 2);
            measure("known key", admission, tokens, seconds);
            measure("unknown key", admission, List.of("cxt_" + "A".repeat(43)), seconds);
            measure("no key of ours", admission, List.of("x".repeat(200)), seconds);
        }
    }

    private static void measure(String what, Admission admission, List<String> tokens, long seconds) {
        long[] times = new long[4_000_000];
        int count = 0;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end && count < times.length) {
            String token = tokens.get(count % tokens.size());
            long begin = System.nanoTime();
            admission.admit(token).ifPresent(caller -> {
                try (Admission.Binding binding = admission.enter(caller)) {
                    admission.current();
                }
            });
            times[count++] = System.nanoTime() - begin;
        }
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        System.out.printf(
                "%-15s %8d calls  p50 %6.2f us  p99 %6.2f us  p99.9 %7.2f us%n",
                what,
                count,
                sorted[count / 2] / 1e3,
                sorted[(int) (count * 0.99)] / 1e3,
                sorted[(int) (count * 0.999)] / 1e3);
    }
}
