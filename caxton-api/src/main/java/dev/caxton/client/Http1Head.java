package dev.caxton.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Status line and headers of an HTTP/1.1 answer.
 *
 * @param status HTTP status code
 * @param headers first value of each header, by name in lower case
 */
record Http1Head(int status, Map<String, String> headers) {
    /** Longest head that is read, as most servers and proxies have it. */
    static final int MAX_BYTES = 65_536;

    /** Reads the head of the final answer; interim answers (1xx) are passed over. */
    static Http1Head read(InputStream in) throws IOException {
        while (true) {
            Http1Head head = readOne(in);
            if (head.status >= 200) {
                return head;
            }
        }
    }

    private static Http1Head readOne(InputStream in) throws IOException {
        int[] budget = {MAX_BYTES};
        String statusLine = line(in, budget);
        String[] parts = statusLine.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5]\\d\\d")) {
            throw new IOException("the answer does not begin like HTTP");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new Http1Head(Integer.parseInt(parts[1]), headers);
    }

    /** The body that follows this head. */
    InputStream body(InputStream in) throws IOException {
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            return new Http1Body(in, true, 0);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in;
        }
        if (!length.matches("\\d{1,18}")) {
            throw new IOException("Content-Length of the answer is not a number");
        }
        return new Http1Body(in, false, Long.parseLong(length));
    }

    static String line(InputStream in, int[] budget) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended before the answer was complete");
            }
            if (--budget[0] < 0) {
                throw new IOException("the head of the answer is longer than " + MAX_BYTES + " bytes");
            }
            if (next == '\n') {
                return bytes.toString(ISO_8859_1).stripTrailing();
            }
            bytes.write(next);
        }
    }
}
