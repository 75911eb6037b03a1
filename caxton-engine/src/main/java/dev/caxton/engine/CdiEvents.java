package dev.caxton.engine;

import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.ops.event.Occurrence;
import jakarta.enterprise.event.Event;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires what happens in the engine as CDI events, in order: to {@code @Observes} on the engine's own thread, one after
 * another, then to {@code @ObservesAsync} on threads of the container. An observer that throws is logged.
 *
 * @param event fires them
 */
record CdiEvents(Event<Object> event) implements Consumer<PlatformEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(CdiEvents.class);

    @Override
    public void accept(PlatformEvent happened) {
        Occurrence.of(happened).ifPresent(this::fire);
    }

    private void fire(Occurrence occurrence) {
        try {
            event.fire(occurrence);
        } catch (RuntimeException | Error e) {
            // Whatever an application's observer throws: the engine goes on, and so do its events.
            failed(occurrence, e);
        }
        try {
            CompletionStage<Occurrence> unused = event.fireAsync(occurrence).exceptionally(e -> {
                failed(occurrence, e);
                return occurrence;
            });
        } catch (RuntimeException e) {
            failed(occurrence, e);
        }
    }

    private static void failed(Occurrence occurrence, Throwable failure) {
        LOG.error(
                "an observer failed event={} sequence={}",
                occurrence.getClass().getSimpleName(),
                occurrence.sequence(),
                failure);
    }
}
