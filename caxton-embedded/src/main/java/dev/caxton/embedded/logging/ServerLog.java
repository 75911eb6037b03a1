package dev.caxton.embedded.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.caxton.engine.config.LoggingConfig;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * The log as configured: lines of text on standard error, or lines of JSON in a file of at most 100 MB with ten older ones
 * beside it.
 */
public final class ServerLog {

    private static final String FILE_SIZE = "100MB";
    private static final int OLDER_FILES = 10;

    /** Libraries that tell more than an operator wants to hear; {@code debug} and {@code trace} let them. */
    private static final Map<String, Level> QUIETER = Map.of(
            "org.eclipse.jetty", Level.WARN,
            "org.jboss.weld", Level.WARN,
            "org.glassfish", Level.WARN,
            "org.hibernate", Level.WARN,
            "com.zaxxer.hikari", Level.WARN,
            // its debug level writes headers and bodies
            "org.apache.hc", Level.WARN,
            "io.netty", Level.WARN);

    private ServerLog() {}

    /** Makes the log what the configuration says, from now on. */
    public static void configure(LoggingConfig config) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            Encoder<ILoggingEvent> encoder = config.format().equals("json") ? new JsonLine() : new TextLine();
            Path file = config.file();
            install(
                    loggers,
                    Level.toLevel(config.level(), Level.INFO),
                    file == null ? standardError(loggers, encoder) : file(loggers, encoder, file));
        }
        JulBridge.install();
    }

    static void install(LoggerContext loggers, Level level, Appender<ILoggingEvent> appender) {
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(level);
        root.addAppender(appender);
        QUIETER.forEach((name, quieter) -> loggers.getLogger(name).setLevel(quieter));
    }

    static Appender<ILoggingEvent> standardError(LoggerContext loggers, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(loggers);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(started(loggers, encoder));
        appender.start();
        return appender;
    }

    private static Appender<ILoggingEvent> file(LoggerContext loggers, Encoder<ILoggingEvent> encoder, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(loggers);
        appender.setName("file");
        appender.setFile(file.toString());
        appender.setEncoder(started(loggers, encoder));
        FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
        older.setContext(loggers);
        older.setParent(appender);
        older.setFileNamePattern(file + ".%i.gz");
        older.setMinIndex(1);
        older.setMaxIndex(OLDER_FILES);
        older.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(loggers);
        size.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
        size.setCheckIncrement(Duration.buildBySeconds(5));
        size.start();
        appender.setRollingPolicy(older);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> started(LoggerContext loggers, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(loggers);
        encoder.start();
        return encoder;
    }
}
