package dev.caxton.embedded.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caxton.engine.config.LoggingConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LogLinesTest {

    private final LoggerContext loggers = new LoggerContext();

    @AfterEach
    void restoreTheLog() {
        new FirstLog().configure((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    @Test
    void writesALineOfText() {
        String line = text(event(Level.WARN, "disk {}", null, "full"));

        assertThat(line).isEqualTo("2026-11-22T00:00:00.000Z WARN  Store: disk full agent=greeter request_id=r-1\n");
    }

    @Test
    void keepsForgedLinesOnTheirOwnLine() {
        String line = text(event(Level.INFO, "name {}", null, "x\n2026 ERROR forged\u001b[31m"));

        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("x\\n2026").contains("\\e[31m");
    }

    @Test
    void writesTheLevelThatOperatorsLookFor() {
        assertThat(text(event(Level.ERROR, "x", new IllegalStateException("why"))))
                .contains(" ERROR Store: x")
                .contains("why");
    }

    @Test
    void writesALineOfJson() throws Exception {
        byte[] line = new JsonLine().encode(event(Level.ERROR, "disk {}", new IllegalStateException("why"), "full\n"));

        assertThat(new String(line, StandardCharsets.UTF_8).lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("timestamp").asText()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(json.path("level").asText()).isEqualTo("ERROR");
        assertThat(json.path("message").asText()).isEqualTo("disk full\n");
        assertThat(json.path("request_id").asText()).isEqualTo("r-1");
        assertThat(json.path("agent").asText()).isEqualTo("greeter");
        assertThat(json.path("error").path("message").asText()).isEqualTo("why");
        assertThat(json.path("error").path("stack").asText()).contains("LogLinesTest");
    }

    @Test
    void logsToTheConfiguredFileFromTheConfiguredLevel(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("caxton.log");

        ServerLog.configure(new LoggingConfig("info", file, "json"));
        LoggerFactory.getLogger("dev.caxton.Some").info("seen");
        LoggerFactory.getLogger("dev.caxton.Some").debug("not seen");
        java.util.logging.Logger.getLogger("other").warning("bridged");

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("\"message\":\"seen\"");
        assertThat(lines.get(1)).contains("\"level\":\"WARN\"").contains("bridged");
    }

    private static String text(LoggingEvent event) {
        return new String(new TextLine().encode(event), StandardCharsets.UTF_8);
    }

    private LoggingEvent event(Level level, String message, Throwable failure, Object... arguments) {
        Logger logger = loggers.getLogger("dev.caxton.engine.Store");
        LoggingEvent event = new LoggingEvent("", logger, level, message, failure, arguments);
        event.setInstant(Instant.parse("2026-11-22T00:00:00Z"));
        event.setMDCPropertyMap(Map.of("request_id", "r-1"));
        event.addKeyValuePair(new KeyValuePair("agent", "greeter"));
        return event;
    }
}
