import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts servers by turns and measures the time from the process to its first 200, and its memory after some requests.
 *
 * <pre>
 * java StartBench.java RUNS PORT PATH NAME COMMAND [NAME COMMAND ...]   a command is split at blanks
 * java StartBench.java train PORT PATH COMMAND                         one run, ended with TERM, to fill an AOT cache
 * </pre>
 */
final class StartBench {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final int REQUESTS = 50;

    private record Run(double millis, double cpuMillis, long rssKb) {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        if (args[0].equals("train")) {
            run(args[3], port, args[2]);
            return;
        }
        Map<String, List<Run>> results = new LinkedHashMap<>();
        for (int round = 0; round < Integer.parseInt(args[0]); round++) {
            for (int i = 3; i < args.length; i += 2) {
                results.computeIfAbsent(args[i], name -> new ArrayList<>()).add(run(args[i + 1], port, args[2]));
            }
        }
        double first = 0;
        for (Map.Entry<String, List<Run>> entry : results.entrySet()) {
            List<Run> runs = entry.getValue();
            double millis = median(runs.stream().mapToDouble(Run::millis).toArray());
            first = first == 0 ? millis : first;
            System.out.printf(
                    "%-10s first 200 after %5.0f ms (%.2f of the first), CPU until then %5.0f ms, RSS after %d"
                            + " requests %4.0f MiB, %d runs %s%n",
                    entry.getKey(),
                    millis,
                    millis / first,
                    median(runs.stream().mapToDouble(Run::cpuMillis).toArray()),
                    REQUESTS,
                    median(runs.stream()
                            .mapToDouble(run -> run.rssKb() / 1024.0)
                            .toArray()),
                    runs.size(),
                    runs.stream()
                            .map(run -> String.valueOf(Math.round(run.millis())))
                            .toList());
        }
    }

    private static Run run(String command, int port, String path) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command.strip().split("\\s+"));
        builder.redirectErrorStream(true)
                .redirectOutput(new File("start-bench.log"))
                .redirectInput(new File("/dev/null"));
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            while (status(port, path) != 200) {
                if (!process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new IllegalStateException(
                            "no 200 from: " + command + "\n" + Files.readString(Path.of("start-bench.log")));
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
            double millis = (System.nanoTime() - start) / 1e6;
            double cpu = process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
            for (int i = 0; i < REQUESTS; i++) {
                status(port, path);
            }
            TimeUnit.SECONDS.sleep(2);
            return new Run(millis, cpu, rss(process.pid()));
        } finally {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static int status(int port, String path) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
        } catch (IOException e) {
            return 0; // not listening yet
        }
    }

    private static long rss(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values.length % 2 == 1
                ? values[values.length / 2]
                : (values[values.length / 2 - 1] + values[values.length / 2]) / 2;
    }
}
