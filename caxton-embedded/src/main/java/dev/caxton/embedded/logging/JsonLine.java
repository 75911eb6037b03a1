package dev.caxton.embedded.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/** An event as a JSON object on a line of its own: time, level, logger, thread, message, keys, failure. */
final class JsonLine extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = new byte[0];

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField(
                    "timestamp", Instant.ofEpochMilli(event.getTimeStamp()).toString());
            out.writeStringField("level", event.getLevel().levelStr);
            out.writeStringField("logger", event.getLoggerName());
            out.writeStringField("thread", event.getThreadName());
            out.writeStringField("message", event.getFormattedMessage());
            keys(event, out);
            failure(event.getThrowableProxy(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toByteArray();
    }

    private static void keys(ILoggingEvent event, JsonGenerator out) throws IOException {
        Set<String> written = new HashSet<>(Set.of("timestamp", "level", "logger", "thread", "message", "error"));
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                if (written.add(pair.key)) {
                    out.writeFieldName(pair.key);
                    value(pair.value, out);
                }
            }
        }
        for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
            if (written.add(entry.getKey())) {
                out.writeStringField(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void value(Object value, JsonGenerator out) throws IOException {
        switch (value) {
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            case null, default -> out.writeString(String.valueOf(value));
        }
    }

    private static void failure(@org.jspecify.annotations.Nullable IThrowableProxy failure, JsonGenerator out)
            throws IOException {
        if (failure != null) {
            out.writeObjectFieldStart("error");
            out.writeStringField("class", failure.getClassName());
            out.writeStringField("message", String.valueOf(failure.getMessage()));
            out.writeStringField("stack", ThrowableProxyUtil.asString(failure));
            out.writeEndObject();
        }
    }
}
