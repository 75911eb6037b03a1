package dev.caxton.engine.memory.upkeep;

import dev.caxton.engine.config.MemoryConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * How long memories are kept, and how they fade.
 *
 * @param shared how long what several agents share is kept; zero for ever
 * @param ofAgent the same for what an agent keeps to itself, by its id and {@code shared}; empty for an agent that does
 *     not serve, whose memory waits for it
 * @param halfLife after how long an observation counts for half as sure; zero for never
 * @param minConfidence observations less sure than this are removed, fading included; 0 for none
 */
public record Retention(
        Duration shared,
        BiFunction<String, Duration, Optional<Duration>> ofAgent,
        Duration halfLife,
        double minConfidence) {

    /** Everything is kept for ever as it is. */
    public static final Retention FOR_EVER =
            new Retention(Duration.ZERO, (agent, usual) -> Optional.empty(), Duration.ZERO, 0);

    /**
     * What a configuration says.
     *
     * @param ofAgent what an agent's file says, by its id and the usual retention; empty for one that does not serve
     */
    public static Retention of(MemoryConfig.Keeping config, BiFunction<String, Duration, Optional<Duration>> ofAgent) {
        return new Retention(config.retention(), ofAgent, config.halfLife(), config.minConfidence());
    }

    /** The same with another time for shared memory, and for agents whose file does not say. */
    public Retention keeping(Duration other) {
        return new Retention(other, ofAgent, halfLife, minConfidence);
    }

    /** The same with another half-life. */
    public Retention fading(Duration other) {
        return new Retention(shared, ofAgent, other, minConfidence);
    }

    /** The same with another least confidence. */
    public Retention removingBelow(double confidence) {
        return new Retention(shared, ofAgent, halfLife, confidence);
    }

    Duration of(String scope, String agent) {
        return scope.equals("agent") ? ofAgent.apply(agent, shared).orElse(Duration.ZERO) : shared;
    }

    /** What is left of a confidence after a time. */
    public double faded(double confidence, long ageMillis) {
        return halfLife.isZero() || ageMillis <= 0
                ? confidence
                : confidence * Math.pow(0.5, (double) ageMillis / halfLife.toMillis());
    }
}
