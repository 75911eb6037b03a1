package dev.caxton.engine.agent.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.engine.agent.AgentDirectory;
import dev.caxton.engine.agent.AgentLogs;
import dev.caxton.engine.agent.ServingAgent;
import dev.caxton.engine.agent.runtime.AgentModels;
import dev.caxton.engine.llm.embedded.EmbeddedChatModelProvider;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.Provenance;
import dev.caxton.engine.messaging.Recordings;
import dev.caxton.engine.messaging.Recordings.Exchange;
import dev.caxton.engine.messaging.Recordings.Recording;
import dev.caxton.engine.ops.RecordingMetrics;
import dev.caxton.wire.WireJson;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records one exchange: finds out what is to be stored and writes that down, stores it, and is done. Each step can be
 * repeated, so a crash between two of them neither loses nor doubles a fact. Thread-safe.
 */
final class Distillation {

    private static final Logger LOG = LoggerFactory.getLogger(Distillation.class);

    /** Failures of a model after which rules decide; with the pauses between them about five hours. */
    static final int MODEL_ATTEMPTS = 10;

    /** How long an agent that does not serve is waited for. */
    private static final Duration AWAITED = Duration.ofDays(1);

    private static final int EARLIER = 6;

    private final Recordings recordings;
    private final AgentDirectory agents;
    private final RecordingRules rules;
    private final AgentModels models;
    private final FactMemory memory;
    private final AgentLogs logs;
    private final RecordingMetrics metrics;
    private final Clock clock;
    private final Distiller byRule = new RuleDistiller();
    private final Distiller byModel;

    Distillation(
            Recordings recordings,
            AgentDirectory agents,
            RecordingRules rules,
            AgentModels models,
            MemoryService memory,
            AgentLogs logs,
            RecordingMetrics metrics,
            Clock clock) {
        this.recordings = recordings;
        this.agents = agents;
        this.rules = rules;
        this.models = models;
        this.memory = new FactMemory(memory);
        this.logs = logs;
        this.metrics = metrics;
        this.clock = clock;
        this.byModel = new ModelDistiller(models, this.memory::nearest);
    }

    /**
     * Records, or throws what keeps it from being recorded now. Nobody else may have this recording in hand.
     *
     * @return whether it is done; false for an agent that does not serve at the moment
     */
    boolean record(Recording seen) {
        // It was seen before it was taken in hand, and may have been finished in between.
        Recording recording = recordings.current(seen).orElse(null);
        if (recording == null) {
            return true;
        }
        ServingAgent agent = agents.find(AgentRef.of(recording.agent())).orElse(null);
        if (agent == null) {
            return isLongGone(recording);
        }
        Exchange exchange = recordings.exchange(recording, EARLIER).orElse(null);
        if (exchange == null || !rules.records(agent.definition())) {
            recordings.finished(recording);
            return true;
        }
        List<Fact> facts;
        if (recording.distillate() == null) {
            facts = distil(recording, agent, exchange);
            if (!facts.isEmpty()) {
                recordings.distilled(recording, json(facts));
            }
        } else {
            facts = facts(recording.distillate());
        }
        store(recording, agent, exchange, facts);
        recordings.finished(recording);
        return true;
    }

    private boolean isLongGone(Recording recording) {
        if (recording.since().plus(AWAITED).isAfter(clock.instant())) {
            return false;
        }
        LOG.info("recording given up, its agent is gone answer_id={}", recording.answer());
        recordings.finished(recording);
        return true;
    }

    private List<Fact> distil(Recording recording, ServingAgent agent, Exchange exchange) {
        boolean model = rules.byModel()
                && !models.provider(agent.definition()).equals(EmbeddedChatModelProvider.NAME)
                && recording.attempts() < MODEL_ATTEMPTS;
        List<Fact> kept = new ArrayList<>();
        for (Fact fact : (model ? byModel : byRule).distil(agent.definition(), agent.slug(), exchange)) {
            if (rules.judge(fact, agent.definition()) == RecordingRules.Verdict.KEPT) {
                kept.add(fact);
            } else {
                metrics.refused().increment();
            }
        }
        return kept;
    }

    private void store(Recording recording, ServingAgent agent, Exchange exchange, List<Fact> facts) {
        String source = "conversations/" + exchange.question().conversationId() + "/messages/"
                + exchange.question().messageId();
        int stored = 0;
        for (int i = 0; i < facts.size(); i++) {
            Provenance provenance = new Provenance("recording:" + recording.answer() + ":" + i, agent.slug(), source);
            if (store(agent, exchange, facts.get(i), provenance)) {
                stored++;
            }
        }
        if (!facts.isEmpty()) {
            logs.append(
                    agent.slug(),
                    "info",
                    "recorded " + stored + " of " + facts.size() + " facts of message "
                            + exchange.question().messageId());
        }
    }

    private boolean store(ServingAgent agent, Exchange exchange, Fact fact, Provenance provenance) {
        try {
            boolean isNew = memory.store(
                    agent.id().toString(),
                    agent.definition().memoryScope(),
                    fact,
                    exchange.question().createdAt(),
                    provenance);
            (isNew ? metrics.stored() : metrics.known()).increment();
            return isNew;
        } catch (CaxtonException e) {
            if (e.type().retryable()) {
                throw e;
            }
            // One fact that the memory does not take must not keep the others out.
            metrics.refused().increment();
            logs.append(agent.slug(), "warn", "a fact was not recorded: " + e.type());
            return false;
        }
    }

    private static String json(List<Fact> facts) {
        try {
            return WireJson.mapper().writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts have a JSON form", e);
        }
    }

    private static List<Fact> facts(String json) {
        try {
            return WireJson.mapper().readValue(json, new TypeReference<List<Fact>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a distillate is no list of facts", e);
        }
    }
}
