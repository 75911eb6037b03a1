package dev.caxton.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A real HTTP peer that answers byte for byte what a test wrote for it, sane or not. One request for each connection;
 * what nothing was written for is answered 404 as a proxy would.
 */
public final class ScriptedPeer implements AutoCloseable {

    /** What came. */
    public record Request(String method, String target, Map<String, String> headers, String body) {}

    /** What goes back; the connection is closed when it returns. */
    public interface Answer {
        /** Writes the answer, head and all. */
        void write(Request request, OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread acceptor;

    /** Listens on a free port of the loopback address. */
    public ScriptedPeer() {
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.acceptor = Thread.ofPlatform().daemon().name("scripted-peer").start(this::accept);
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** What came so far, in order. */
    public List<Request> requests() {
        return requests;
    }

    /** The only request that came. */
    public Request request() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, got " + requests);
        }
        return requests.getFirst();
    }

    /** Writes an answer for a method and path, such as {@code GET /api/v1/agents}, whatever its query. */
    public ScriptedPeer when(String methodAndPath, Answer answer) {
        answers.put(methodAndPath, answer);
        return this;
    }

    /** Answers with JSON. */
    public static Answer json(int status, String body) {
        return whole(status, "application/json", body);
    }

    /** Answers with a problem document. */
    public static Answer problem(int status, String body) {
        return whole(status, "application/problem+json", body);
    }

    /** Answers with a whole body and further header lines. */
    public static Answer whole(int status, String mediaType, String body, String... headers) {
        return (request, out) -> {
            byte[] bytes = body.getBytes(UTF_8);
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Told\r\nConnection: close\r\n");
            head.append("Content-Type: ").append(mediaType).append("\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            if (status != 204) {
                head.append("Content-Length: ").append(bytes.length).append("\r\n");
            }
            out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
            out.write(bytes);
            out.flush();
        };
    }

    /** Answers with an event stream in chunks of a number of bytes, whatever they cut through. */
    public static Answer events(int chunk, String text) {
        return (request, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream;charset=utf-8\r\n"
                            + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(ISO_8859_1));
            byte[] bytes = text.getBytes(UTF_8);
            for (int from = 0; from < bytes.length; from += chunk) {
                int length = Math.min(chunk, bytes.length - from);
                out.write((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
                out.write(bytes, from, length);
                out.write("\r\n".getBytes(ISO_8859_1));
                out.flush();
            }
            out.write("0\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        };
    }

    /** Answers with these bytes and nothing else. */
    public static Answer raw(String bytes) {
        return (request, out) -> {
            out.write(bytes.getBytes(ISO_8859_1));
            out.flush();
        };
    }

    /** Writes these bytes and then falls silent until the peer is closed. */
    public Answer stall(String bytes) {
        return (request, out) -> {
            out.write(bytes.getBytes(ISO_8859_1));
            out.flush();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Returns when nobody can connect any more. It may be called by an answer, and more than once. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        try {
            // A socket goes on listening for as long as somebody is still within its accept().
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // The socket was closed: the test is over.
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Request request = read(new BufferedInputStream(socket.getInputStream()));
            requests.add(request);
            String path = request.target().replaceFirst("\\?.*", "");
            answers.getOrDefault(
                            request.method() + " " + path,
                            whole(404, "text/html", "<html>nothing was scripted for " + path + "</html>"))
                    .write(request, socket.getOutputStream());
        } catch (IOException e) {
            // The client went away, as some tests want it to.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = "chunked".equals(headers.get("transfer-encoding"))
                ? chunks(in)
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(first[0], first[1], headers, new String(body, UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the client went away");
            }
            bytes.write(next);
        }
        return bytes.toString(ISO_8859_1).strip();
    }
}
