package dev.caxton.engine.agent.builtin.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text out of the bytes of a body. */
final class BodyText {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Pattern INVISIBLE = Pattern.compile(
            "<(script|style|head|noscript|template|svg)\\b[^>]*+>.*?</\\1\\s*>|<!--.*?-->",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern BREAK = Pattern.compile(
            "<(br|/p|/div|/li|/tr|/h[1-6]|/table|/section|/article)\\b[^>]*+>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*+>");

    private BodyText() {}

    /** The bytes as text: by byte order mark, declared charset, UTF-8 or else windows-1252; empty if they are no text. */
    static Optional<String> decode(byte[] bytes, @Nullable String contentType) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return text(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return text(new String(bytes, StandardCharsets.UTF_16));
        }
        Optional<Charset> declared = MediaTypes.charset(contentType);
        if (declared.isPresent()) {
            return text(new String(bytes, declared.get()));
        }
        try {
            return text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return text(new String(bytes, WESTERN)); // what unlabelled text that is not UTF-8 most often is
        }
    }

    private static Optional<String> text(String text) {
        return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** The visible words of an HTML page, a line a block. */
    static String ofHtml(String html) {
        String text = INVISIBLE.matcher(html).replaceAll(" ");
        text = BREAK.matcher(text).replaceAll("\n");
        text = TAG.matcher(text).replaceAll(" ");
        text = text.replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        return text.replaceAll("[ \\t\\x0B\\f\\r]+", " ")
                .replaceAll(" ?\\n[ \\n]*", "\n")
                .strip();
    }
}
