package dev.caxton.embedded;

import dev.caxton.war.security.ForeignOrigin;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * MicroProfile Health at {@code /health}, {@code /health/live}, {@code /health/ready} and {@code /health/started}. While
 * the server starts or stops it lives and is not ready.
 */
final class ProbeHandler extends Handler.Wrapper {

    private final CompletableFuture<RestInterface> rest;
    private final CompletableFuture<?> engine;
    private final BooleanSupplier stopping;
    private final ForeignOrigin origins;

    ProbeHandler(
            CompletableFuture<RestInterface> rest,
            CompletableFuture<?> engine,
            BooleanSupplier stopping,
            ForeignOrigin origins,
            Handler next) {
        super(next);
        this.rest = rest;
        this.engine = engine;
        this.stopping = stopping;
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Probe probe = Probe.at(request.getHttpURI().getPath());
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        if (probe == null
                || !(head || HttpMethod.GET.is(request.getMethod()))
                || origins.check(
                                Request.getLocalAddr(request),
                                request.getHeaders().get(HttpHeader.HOST),
                                request.getHeaders().get(HttpHeader.ORIGIN))
                        .isPresent()) {
            return super.handle(request, response, callback);
        }
        Answer answer = answer(probe);
        response.setStatus(answer.down() ? 503 : 200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, head ? null : ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private Answer answer(Probe probe) {
        boolean up = done(rest) && done(engine);
        if (!up || stopping.getAsBoolean()) {
            boolean down = probe != Probe.LIVE && !(up && probe == Probe.STARTED);
            String body = "{\"status\":\"" + (down ? "DOWN" : "UP") + "\",\"checks\":[]}";
            return new Answer(down, body.getBytes(StandardCharsets.UTF_8));
        }
        SmallRyeHealthReporter reporter = rest.join().reporter();
        SmallRyeHealth health =
                switch (probe) {
                    case ALL -> reporter.getHealth();
                    case LIVE -> reporter.getLiveness();
                    case READY -> reporter.getReadiness();
                    case STARTED -> reporter.getStartup();
                };
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        reporter.reportHealth(body, health);
        return new Answer(health.isDown(), body.toByteArray());
    }

    private static boolean done(CompletableFuture<?> part) {
        return part.isDone() && !part.isCompletedExceptionally();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(boolean down, byte[] body) {}

    private enum Probe {
        ALL,
        LIVE,
        READY,
        STARTED;

        static @Nullable Probe at(@Nullable String path) {
            return switch (path) {
                case "/health" -> ALL;
                case "/health/live" -> LIVE;
                case "/health/ready" -> READY;
                case "/health/started" -> STARTED;
                case null, default -> null;
            };
        }
    }
}
