package dev.caxton.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request in the making. */
final class WireRequest {

    private final Exchange exchange;
    private final String method;
    private final StringBuilder address;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private char separator = '?';
    private @Nullable String body;
    private @Nullable InputStream upload;
    private Duration timeout;

    WireRequest(Exchange exchange, String method, String... segments) {
        this.exchange = exchange;
        this.method = method;
        this.timeout = exchange.options().timeout();
        String base = exchange.options().url().toString();
        this.address = new StringBuilder(base);
        while (!address.isEmpty() && address.charAt(address.length() - 1) == '/') {
            address.setLength(address.length() - 1);
        }
        address.append("/api/v1");
        for (String segment : segments) {
            address.append('/').append(escape(segment));
        }
        headers.put("Accept", "application/json, application/problem+json");
        String key = exchange.options().apiKey();
        if (key != null) {
            header("Authorization", "Bearer " + key);
        }
    }

    /** Adds a parameter; null and empty collections are left out. */
    WireRequest query(String name, @Nullable Object value) {
        String text = value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).sorted().collect(Collectors.joining(","))
                : value == null ? "" : value.toString();
        if (!text.isEmpty()) {
            address.append(separator).append(name).append('=').append(escape(text));
            separator = '&';
        }
        return this;
    }

    WireRequest page(PageRequest page) {
        return query("limit", page.limit()).query("cursor", page.cursor());
    }

    /** Sets a header; null leaves it out. What could not travel in a header is refused here, before anything is sent. */
    WireRequest header(String name, @Nullable String value) {
        if (value != null) {
            if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                throw CaxtonException.of(
                        ProblemType.INVALID_ARGUMENT,
                        name + " holds characters that an HTTP header cannot carry, expected printable ASCII",
                        (String) null);
            }
            headers.put(name, value);
        }
        return this;
    }

    WireRequest accept(String mediaType) {
        headers.put("Accept", mediaType);
        return this;
    }

    WireRequest body(Object value) {
        try {
            body = WireJson.mapper().writeValueAsString(value);
        } catch (JacksonException e) {
            throw CaxtonException.of(
                    dev.caxton.api.Problem.of(
                            ProblemType.INVALID_ARGUMENT, "The request cannot be written as JSON", null),
                    e);
        }
        headers.put("Content-Type", "application/json");
        return this;
    }

    /** Sends bytes as they come. */
    WireRequest upload(InputStream bytes, String mediaType) {
        upload = bytes;
        headers.put("Content-Type", mediaType);
        return this;
    }

    /** Sends, and copies the answer as it comes; one that is cut short is an exception of the stream. */
    void copyTo(OutputStream target) throws IOException {
        HttpCall call = call(HttpCall.Reading.STREAM);
        try (HttpAnswer answer = exchange.send(call)) {
            answer.body().transferTo(target);
            target.flush();
        }
    }

    /** Waits longer, for what the server itself waits for. */
    WireRequest longerBy(Duration time) {
        timeout = timeout.plus(time);
        return this;
    }

    <T> T as(Class<T> type) {
        return as(types().constructType(type));
    }

    <T> List<T> asList(Class<T> type) {
        return as(types().constructCollectionType(List.class, type));
    }

    <T> Page<T> asPage(Class<T> type) {
        HttpCall call = call(HttpCall.Reading.WHOLE);
        HttpAnswer answer = exchange.send(call);
        List<T> items = exchange.json(call, answer, types().constructCollectionType(List.class, type));
        String total = answer.header("X-Total-Count");
        return new Page<>(
                items,
                total != null && total.matches("\\d{1,18}") ? Long.parseLong(total) : items.size(),
                answer.header("X-Next-Cursor"));
    }

    /** As {@link #as(Class)}, where an answer of this status carries the value as well, unless it is a problem. */
    <T> T as(Class<T> type, int alsoStatus) {
        HttpCall call = call(HttpCall.Reading.WHOLE);
        HttpAnswer answer = exchange.transmit(call);
        boolean carries = answer.status() == alsoStatus && answer.mediaType().equals("application/json");
        if (answer.status() >= 300 && !carries) {
            throw exchange.problem(call, answer);
        }
        return exchange.json(call, answer, types().constructType(type));
    }

    String asText() {
        HttpCall call = call(HttpCall.Reading.WHOLE);
        return exchange.text(call, exchange.send(call));
    }

    /** Sends, and needs nothing of the answer but that it is no problem. */
    void done() {
        HttpCall call = call(HttpCall.Reading.WHOLE);
        try {
            exchange.send(call).close();
        } catch (IOException e) {
            throw exchange.failed(call, e);
        }
    }

    HttpCall call(HttpCall.Reading reading) {
        return new HttpCall(method, URI.create(address.toString()), headers, body, upload, timeout, reading);
    }

    private <T> T as(JavaType type) {
        HttpCall call = call(HttpCall.Reading.WHOLE);
        return exchange.json(call, exchange.send(call), type);
    }

    /** Asked for when an answer is there: until then the mapper need not be. */
    private static TypeFactory types() {
        return WireJson.mapper().getTypeFactory();
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }
}
