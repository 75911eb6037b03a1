package dev.caxton.war.json;

import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import dev.caxton.war.problem.ProblemBody;
import dev.caxton.wire.WireJson;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Writes answers as JSON, as {@link WireJson} says; requests are read by the stricter {@link WireJsonReader}. */
@Provider
@Produces({MediaType.APPLICATION_JSON, ProblemBody.MEDIA_TYPE})
public final class WireJsonWriter extends JacksonJsonProvider {

    /** Writes with the one mapper of the product. */
    public WireJsonWriter() {
        super(WireJson.mapper());
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return false;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return !CharSequence.class.isAssignableFrom(type)
                && !StreamingOutput.class.isAssignableFrom(type)
                && type != byte[].class;
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        if (value instanceof ProblemBody problem) {
            out.write(problem.bytes());
        } else {
            super.writeTo(value, type, genericType, annotations, mediaType, headers, out);
        }
    }
}
