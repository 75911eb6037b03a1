import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures a running server from outside, with plain sockets so that the client costs little.
 *
 * <pre>
 * java ServerBench.java get URL CLIENTS SECONDS [KEY]  latency of one GET under concurrent clients
 * java ServerBench.java message BASE AGENT TEXT COUNT  latency of messages, one after another
 * java ServerBench.java reload BASE AGENTS_DIR COUNT   from a file's rename to its new version being described
 * </pre>
 */
final class ServerBench {

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "get" ->
                get(
                        URI.create(args[1]),
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]),
                        args.length > 4 ? "Authorization: Bearer " + args[4] + "\r\n" : "");
            case "message" -> message(URI.create(args[1]), args[2], args[3], Integer.parseInt(args[4]));
            case "reload" -> reload(URI.create(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void get(URI uri, int clients, int seconds, String key) throws Exception {
        String request = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n" + key + "\r\n";
        run(uri, request, clients, 2);
        report("GET " + uri.getPath() + ", " + clients + " clients", run(uri, request, clients, seconds), seconds);
    }

    private static long[] run(URI uri, String request, int clients, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Future<List<Long>>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                futures.add(threads.submit(() -> {
                    List<Long> times = new ArrayList<>();
                    try (Connection connection = new Connection(uri)) {
                        while (System.nanoTime() < end) {
                            long start = System.nanoTime();
                            connection.exchange(request);
                            times.add(System.nanoTime() - start);
                        }
                    }
                    return times;
                }));
            }
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> future : futures) {
            all.addAll(future.get());
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    private static void message(URI base, String agent, String text, int count) throws Exception {
        String body = "{\"message\": \"" + text + "\"}";
        String request = "POST /api/v1/agents/" + agent + "/message HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        long[] times = new long[count];
        try (Connection connection = new Connection(base)) {
            for (int i = 0; i < 50; i++) {
                connection.exchange(request);
            }
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                connection.exchange(request);
                times[i] = System.nanoTime() - start;
            }
        }
        report("message to " + agent, times, 0);
    }

    private static void reload(URI base, Path agents, int count) throws Exception {
        String request = "GET /api/v1/agents/bench-reload HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n\r\n";
        long[] times = new long[count];
        Path file = agents.resolve("bench-reload.md");
        try (Connection connection = new Connection(base)) {
            for (int i = -5; i < count; i++) {
                String version = "1.0." + (i + 5);
                Path written = agents.resolve(".bench-reload.tmp");
                Files.writeString(written, """
                    ---
                    name: Bench Reload
                    version: "%s"
                    capabilities: [benchmarking]
                    tools: []
                    system_prompt: You are measured.
                    ---
                    """.formatted(version));
                long start = System.nanoTime();
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                while (!connection.exchange(request).contains("\"version\":\"" + version + "\"")) {
                    Thread.onSpinWait();
                }
                if (i >= 0) {
                    times[i] = System.nanoTime() - start;
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
        report("file renamed to new version described", times, 0);
    }

    private static void report(String what, long[] times, int seconds) {
        Arrays.sort(times);
        System.out.printf(
                "%s: n=%d P50=%.2f ms P99=%.2f ms max=%.2f ms%s%n",
                what,
                times.length,
                times[times.length / 2] / 1e6,
                times[(int) (times.length * 0.99)] / 1e6,
                times[times.length - 1] / 1e6,
                seconds == 0 ? "" : " " + times.length / seconds + "/s");
    }

    /** One HTTP/1.1 connection that is kept alive. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Connection(URI uri) throws IOException {
            socket = new Socket(uri.getHost(), uri.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 16384);
            out = socket.getOutputStream();
        }

        String exchange(String request) throws IOException {
            out.write(request.getBytes(StandardCharsets.UTF_8));
            int length = -1;
            boolean chunked = false;
            String line = line();
            while (!line.isEmpty()) {
                String lower = line.toLowerCase();
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).trim());
                } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                    chunked = true;
                }
                line = line();
            }
            StringBuilder body = new StringBuilder();
            if (chunked) {
                int size = Integer.parseInt(line().trim(), 16);
                while (size > 0) {
                    body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                    line();
                    size = Integer.parseInt(line().trim(), 16);
                }
                line();
            } else if (length > 0) {
                body.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            }
            return body.toString();
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            int c = in.read();
            while (c != '\n') {
                if (c < 0) {
                    throw new IOException("connection closed");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
                c = in.read();
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
