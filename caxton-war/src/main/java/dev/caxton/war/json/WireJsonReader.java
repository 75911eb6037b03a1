package dev.caxton.war.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.RequestLimits;
import dev.caxton.war.http.HttpSettings;
import dev.caxton.war.http.MadeByCdi;
import dev.caxton.war.http.RequestBody;
import dev.caxton.wire.WireJson;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads requests more strictly than a client reads answers: UTF-8 that is UTF-8, no member twice, no member that means
 * nothing here, no NUL and no half of a surrogate pair in a text.
 */
@Dependent
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public final class WireJsonReader implements MessageBodyReader<Object> {

    private final ObjectReader strict;

    /** For RESTEasy to see. */
    public WireJsonReader() {
        throw MadeByCdi.only();
    }

    /** Takes the limits from the settings. */
    @Inject
    public WireJsonReader(HttpSettings settings) {
        ObjectMapper mapper = WireJson.mapper().copy();
        RequestLimits limits = settings.network().limits();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxJsonDepth())
                        .maxTokenCount(limits.maxJsonTokens())
                        .build());
        this.strict = withoutCoercion(mapper)
                .reader()
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .without(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }

    /** A number or a truth value is no text. */
    private static ObjectMapper withoutCoercion(ObjectMapper mapper) {
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return true;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        String text = decode(in.readAllBytes());
        if (text.isBlank()) {
            throw RequestBody.missing("empty");
        }
        try (JsonParser parser = new StrictParser(strict.createParser(text))) {
            Object value = strict.forType(type).readValue(parser);
            if (value == null) {
                throw RequestBody.missing("null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e);
        }
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw CaxtonException.of(
                    ProblemType.MALFORMED_REQUEST,
                    "The body is not UTF-8, expected JSON in UTF-8",
                    "RFC 8259 knows no other encoding.");
        }
    }
}
