package dev.caxton.engine.agent.builtin.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what a body is, from its content type and its path. */
final class MediaTypes {

    static final String CSV = "text/csv";
    static final String JSON = "application/json";
    static final String HTML = "text/html";
    static final String PLAIN = "text/plain";

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9_.:-]{1,40})");

    private MediaTypes() {}

    /** The media type that tools take it by; empty for what is no text. */
    static Optional<String> of(@Nullable String contentType, String path) {
        String declared =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String file = path.toLowerCase(Locale.ROOT);
        boolean vague = declared.isEmpty()
                || declared.equals(PLAIN)
                || declared.equals("application/octet-stream")
                || declared.equals("application/vnd.ms-excel");
        if (declared.equals(CSV)
                || declared.equals("application/csv")
                || declared.equals("text/tab-separated-values")
                || vague && (file.endsWith(".csv") || file.endsWith(".tsv"))) {
            return Optional.of(CSV);
        }
        if (declared.equals(JSON) || declared.endsWith("+json") || vague && file.endsWith(".json")) {
            return Optional.of(JSON);
        }
        if (declared.equals(HTML) || declared.equals("application/xhtml+xml")) {
            return Optional.of(HTML);
        }
        boolean text = declared.isEmpty()
                || declared.startsWith("text/")
                || declared.equals("application/xml")
                || declared.endsWith("+xml")
                || declared.equals("application/yaml")
                || declared.equals("application/x-ndjson")
                || declared.equals("application/octet-stream")
                        && (file.endsWith(".txt") || file.endsWith(".md") || file.endsWith(".log"));
        return text ? Optional.of(PLAIN) : Optional.empty();
    }

    /** The declared charset, if it is one that can be read here. */
    static Optional<Charset> charset(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        Matcher matcher = CHARSET.matcher(contentType.toLowerCase(Locale.ROOT));
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(matcher.group(1)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty(); // a wrong label is common; the bytes then decide
        }
    }
}
