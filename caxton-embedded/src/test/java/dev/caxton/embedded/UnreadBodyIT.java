package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are given before the request's body was read, on connections that their client wants to keep. */
class UnreadBodyIT {

    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    Path directory;

    private FakeServer fake;

    @BeforeEach
    void startServer() {
        fake = new FakeServer();
    }

    @AfterEach
    void stopServer() {
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/nowhere|",
                "POST /api/v1/health|",
                "PUT /api/v1/agents|",
                "POST /api/v1/agents|Content-Type: text/plain\r\n",
                "POST /api/v1/agents|Origin: https://evil.example\r\n",
                "GET /api/v1/health|",
                "GET /health/ready|",
                "GET /api/v1/agents|",
                "GET /metrics|"
            })
    void keepsTheConnectionOrSaysThatItWillNot(String request) throws IOException {
        String[] parts = request.split("\\|", -1);
        for (int size : new int[] {10, 60_000, 3 * MEGABYTE}) {
            for (boolean late : new boolean[] {false, true}) {
                try (Socket socket = connect()) {
                    String head = parts[0] + " HTTP/1.1\r\nHost: localhost\r\n" + parts[1] + "Content-Length: " + size
                            + "\r\n\r\n";
                    send(socket, head);
                    if (!late) {
                        send(socket, "x".repeat(size));
                    }
                    Answer first = late && !eager(parts[0]) ? lateBody(socket, size) : Answer.read(socket);
                    if (first.closes()) {
                        continue;
                    }
                    if (late && eager(parts[0])) {
                        send(socket, "x".repeat(size));
                    }
                    send(socket, "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    assertThat(Answer.read(socket).head())
                            .as("%s, %d bytes, late %s, after %s", parts[0], size, late, first.head())
                            .startsWith("HTTP/1.1 200");
                }
            }
        }
    }

    @Test
    void saysThatItClosesAfterAHealthAnswerThatOvertookItsBody() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nxx");

            assertThat(Answer.read(socket).closes()).isTrue();
        }
    }

    @Test
    void readsASmallRefusedBodyAndKeepsTheConnection() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 20; i++) {
                send(socket, "POST /api/v1/nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
                Answer answer = Answer.read(socket);
                assertThat(answer.head()).startsWith("HTTP/1.1 404");
                assertThat(answer.closes()).isFalse();
            }
        }
    }

    /** Whether such a request is answered before its body comes. */
    private static boolean eager(String request) {
        return request.startsWith("GET") && request.contains("health");
    }

    private static Answer lateBody(Socket socket, int size) throws IOException {
        send(socket, "x".repeat(size));
        return Answer.read(socket);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", fake.server.uri().getPort());
        socket.setSoTimeout(120_000);
        return socket;
    }

    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return; // the server has said why, or the next read tells
        }
    }

    private record Answer(String head) {

        static Answer read(Socket socket) throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the connection ended unannounced after: " + head);
                }
                head.append((char) next);
            }
            String lower = head.toString().toLowerCase(Locale.ROOT);
            int at = lower.indexOf("content-length: ");
            if (at >= 0) {
                int length = Integer.parseInt(lower.substring(at + 16, lower.indexOf('\r', at)));
                in.readNBytes(length);
            } else if (lower.contains("transfer-encoding: chunked")) {
                StringBuilder body = new StringBuilder();
                while (body.indexOf("0\r\n\r\n") < 0) {
                    body.append((char) in.read());
                }
            }
            return new Answer(head.toString());
        }

        boolean closes() {
            return head.toLowerCase(Locale.ROOT).contains("connection: close");
        }
    }
}
