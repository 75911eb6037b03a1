package dev.caxton.embedded.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/** What is logged before the configuration is known: warnings and worse, as text on standard error. */
public final class FirstLog extends ContextAwareBase implements Configurator {

    /** Called by Logback. */
    public FirstLog() {}

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        ServerLog.install(loggers, Level.WARN, ServerLog.standardError(loggers, new TextLine()));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
