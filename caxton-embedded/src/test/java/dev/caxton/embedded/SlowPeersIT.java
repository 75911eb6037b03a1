package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand peers that send a byte now and then, against the packaged server. */
class SlowPeersIT {

    private static final int PEERS = 1000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final String HEAD =
            "POST /api/v1/agents/validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    @TempDir
    Path directory;

    /**
     * One that trickles.
     *
     * @param what what it sends byte by byte, over and over
     */
    private record Peer(SocketChannel channel, byte what) implements AutoCloseable {

        static Peer connect(URI server, String begin, char what) throws IOException {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.getPort()));
            channel.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            return new Peer(channel, (byte) what);
        }

        /** Sends another byte; whether the connection still stands. */
        boolean trickles() {
            try {
                channel.write(ByteBuffer.wrap(new byte[] {what}));
                return channel.read(ByteBuffer.allocate(1024)) >= 0;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Test
    void losesSlowPeersAndAnswersEverybodyElseMeanwhile() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(
                directory,
                "--override",
                "memory.embedding_model=none",
                "--override",
                "server.limits.header_timeout=5s",
                "--override",
                "server.limits.max_connections=4000")) {
            List<Peer> slow = new ArrayList<>();
            try {
                for (int i = 0; i < PEERS; i++) {
                    slow.add(
                            switch (i % 4) {
                                case 0 -> Peer.connect(server.url(), "GET /api/v1/agents HTTP/1.1\r\nX-Slow: ", 'x');
                                case 1 -> Peer.connect(server.url(), "", 'G'); // a method without end
                                case 2 -> Peer.connect(server.url(), HEAD + "Content-Length: 900000\r\n\r\n{", ' ');
                                default ->
                                    Peer.connect(
                                            server.url(), HEAD + "Transfer-Encoding: chunked\r\n\r\n7ffffff\r\n{", ' ');
                            });
                }
                assertThat(answered(server, slow)).isGreaterThan(10);
            } finally {
                for (Peer peer : slow) {
                    peer.close();
                }
            }
            assertThat(server.log()).contains("connections whose requests came too slowly");
            assertThat(server.log()).doesNotContain("ERROR");
            assertThat(server.terminate()).isZero();
        }
    }

    /** Asks the server for as long as one slow peer is left, and returns how many rounds were answered. */
    private static int answered(ServerUnderTest server, List<Peer> slow) {
        Rest rest = new Rest(server.url());
        List<Peer> left = new ArrayList<>(slow);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long trickled = System.nanoTime() - PAUSE_NANOS;
        int rounds = 0;
        while (!left.isEmpty()) {
            assertThat(System.nanoTime())
                    .as(left.size() + " slow peers are left")
                    .isLessThan(deadline);
            if (System.nanoTime() - trickled >= PAUSE_NANOS) {
                trickled = System.nanoTime();
                left.removeIf(peer -> !peer.trickles());
            }
            for (String path : new String[] {"health", "agents", "/health/ready"}) {
                HttpResponse<String> answer = rest.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
            }
            HttpResponse<String> posted = rest.post("agents/validate", "{\"content\":\"---\\nname: a\\n---\\n\"}");
            assertThat(posted.statusCode()).as(posted.body()).isLessThan(500);
            rounds++;
            LockSupport.parkNanos(PAUSE_NANOS / 10); // a caller's pace, not a wait for something
        }
        return rounds;
    }

    @Test
    void letsConnectionsRestBetweenRequests() throws Exception {
        try (FakeServer fake = new FakeServer("server.limits.header_timeout", "4s");
                SocketChannel kept = SocketChannel.open(
                        new InetSocketAddress("127.0.0.1", fake.server.uri().getPort()));
                Peer first = Peer.connect(fake.server.uri(), "", 'G')) {
            ask(kept);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (first.trickles()) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            ask(kept); // silent for as long as the other took to be cut off
        }
    }

    private static void ask(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(
                "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate(8192);
        channel.read(answer);
        assertThat(new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 200");
    }
}
