import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers a server more requests than its rate limiter lets in, and measures those that come in.
 *
 * <pre>
 * java OverloadBench.java URL RATE SECONDS [KEY]
 * </pre>
 *
 * RATE is the server's {@code requests_per_minute} / 60. The load is open: requests leave at their time whether earlier ones
 * are answered or not, and a latency counts from the time at which the request was due. First half of RATE is offered, then
 * three times RATE.
 */
final class OverloadBench {

    private static final int CONNECTIONS = 64;

    private record Sample(int status, long nanos) {}

    public static void main(String[] args) throws Exception {
        URI uri = URI.create(args[0]);
        int rate = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        String request = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + (args.length > 3 ? "\r\nAuthorization: Bearer " + args[3] : "") + "\r\n\r\n";
        offer(uri, request, rate / 2, 3); // warm
        double unloaded = report("offered 0.5 of the limit", offer(uri, request, rate / 2, seconds), seconds);
        double loaded = report("offered 3 times the limit", offer(uri, request, rate * 3, seconds), seconds);
        System.out.printf("accepted P99 under overload / unloaded = %.2f (target 2)%n", loaded / unloaded);
    }

    private static List<Sample> offer(URI uri, String request, int rate, int seconds) throws Exception {
        BlockingQueue<Long> due = new LinkedBlockingQueue<>();
        List<Future<List<Sample>>> workers = new ArrayList<>();
        List<Sample> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                workers.add(threads.submit(() -> work(uri, request, due)));
            }
            long start = System.nanoTime();
            long step = 1_000_000_000L / rate;
            for (long i = 0; i < (long) rate * seconds; i++) {
                long at = start + i * step;
                while (System.nanoTime() < at) {
                    LockSupport.parkNanos(Math.min(at - System.nanoTime(), 200_000));
                }
                due.add(at);
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                due.add(-1L);
            }
            for (Future<List<Sample>> worker : workers) {
                all.addAll(worker.get());
            }
        }
        return all;
    }

    private static List<Sample> work(URI uri, String request, BlockingQueue<Long> due) throws Exception {
        List<Sample> samples = new ArrayList<>();
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16384);
            OutputStream out = socket.getOutputStream();
            for (long at = due.take(); at >= 0; at = due.take()) {
                out.write(bytes);
                out.flush();
                samples.add(new Sample(answer(in), System.nanoTime() - at));
            }
        }
        return samples;
    }

    private static int answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring(9, 12));
        int length = 0;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
            chunked |= line.equalsIgnoreCase("Transfer-Encoding: chunked");
        }
        in.skipNBytes(length);
        for (int size = chunked ? 1 : 0; size > 0; ) {
            size = Integer.parseInt(line(in), 16);
            in.skipNBytes(size);
            line(in);
        }
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Prints what came in and what did not; the accepted P99 in milliseconds. */
    private static double report(String what, List<Sample> samples, int seconds) {
        long[] accepted = times(samples, true);
        long[] refused = times(samples, false);
        System.out.printf(
                "%s: accepted %d/s P50=%.2f ms P99=%.2f ms; refused %d/s P99=%.2f ms%n",
                what,
                accepted.length / seconds,
                percentile(accepted, 0.5),
                percentile(accepted, 0.99),
                refused.length / seconds,
                percentile(refused, 0.99));
        return percentile(accepted, 0.99);
    }

    private static long[] times(List<Sample> samples, boolean accepted) {
        return samples.stream()
                .filter(sample -> sample.status() < 400 == accepted)
                .mapToLong(Sample::nanos)
                .sorted()
                .toArray();
    }

    private static double percentile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length * part, sorted.length - 1)] / 1e6;
    }
}
