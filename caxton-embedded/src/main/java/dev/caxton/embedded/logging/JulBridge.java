package dev.caxton.embedded.logging;

import java.io.EOFException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/** Sends what libraries tell {@code java.util.logging} (Jersey and HK2 do) to the one log. */
final class JulBridge extends Handler {

    private final java.util.logging.SimpleFormatter formatter = new java.util.logging.SimpleFormatter();

    private JulBridge() {}

    /** Replaces whatever handlers there are; only warnings and worse pass, the rest would be built for nothing. */
    static void install() {
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.WARNING);
        root.addHandler(new JulBridge());
    }

    @Override
    public void publish(LogRecord record) {
        String name = record.getLoggerName() == null ? "jul" : record.getLoggerName();
        if (callerLeft(record.getThrown())) {
            LoggerFactory.getLogger(name).debug("A caller left before its answer was written", record.getThrown());
            return;
        }
        int level = record.getLevel().intValue() >= Level.SEVERE.intValue()
                ? LocationAwareLogger.ERROR_INT
                : LocationAwareLogger.WARN_INT;
        LoggerFactory.getLogger(name)
                .atLevel(org.slf4j.event.Level.intToLevel(level))
                .setCause(record.getThrown())
                .log(formatter.formatMessage(record));
    }

    /** Jersey reports each answer that nobody waits for any more as severe. */
    private static boolean callerLeft(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void flush() {
        // the log flushes every line by itself
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
