package dev.caxton.engine.agent.recording;

import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.engine.messaging.Recordings.Exchange;
import java.util.List;

/** Finds facts in what was said. May be shared between threads. */
@FunctionalInterface
interface Distiller {

    /** Facts of the exchange's question and answer; {@code MODEL_FAILED} or {@code TIMEOUT} where a model cannot tell. */
    List<Fact> distil(ConfigAgentDefinition definition, String slug, Exchange exchange);
}
