package dev.caxton.war.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes and reads ids of requests and traces. Thread-safe. */
public final class RequestIds {

    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");
    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final String NO_TRACE = "0".repeat(32);

    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    /** Ids that no other process makes. */
    public RequestIds() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        prefix = HexFormat.of().formatHex(random) + '-';
    }

    /** The caller's id if it is plain text that a log can hold, else a new one. */
    public String of(@Nullable String sent) {
        if (sent != null && ACCEPTED.matcher(sent).matches()) {
            return sent;
        }
        return prefix + Long.toHexString(count.incrementAndGet());
    }

    /** The trace id in a {@code traceparent} header (W3C Trace Context); null if there is none. */
    public @Nullable String trace(@Nullable String traceParent) {
        if (traceParent == null) {
            return null;
        }
        Matcher matcher = TRACE_PARENT.matcher(traceParent);
        return matcher.matches() && !NO_TRACE.equals(matcher.group(1)) ? matcher.group(1) : null;
    }
}
