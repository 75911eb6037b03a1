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
 * @param byUse whether what is found fades later; has effect only with a half-life
 */
public record Retention(
        Duration shared,
        BiFunction<String, Duration, Optional<Duration>> ofAgent,
        Duration halfLife,
        double minConfidence,
        boolean byUse) {

    /** Uses lengthen the half-life up to this many times, so that they delay fading and never stop it. */
    private static final double LONGEST = 4;

    /** Everything is kept for ever as it is. */
    public static final Retention FOR_EVER =
            new Retention(Duration.ZERO, (agent, usual) -> Optional.empty(), Duration.ZERO, 0, false);

    /**
     * What a configuration says.
     *
     * @param ofAgent what an agent's file says, by its id and the usual retention; empty for one that does not serve
     */
    public static Retention of(MemoryConfig.Keeping config, BiFunction<String, Duration, Optional<Duration>> ofAgent) {
        return new Retention(
                config.retention(), ofAgent, config.halfLife(), config.minConfidence(), config.decayByUse());
    }

    /** The same with another time for shared memory, and for agents whose file does not say. */
    public Retention keeping(Duration other) {
        return new Retention(other, ofAgent, halfLife, minConfidence, byUse);
    }

    /** The same with another half-life. */
    public Retention fading(Duration other) {
        return new Retention(shared, ofAgent, other, minConfidence, byUse);
    }

    /** The same with another least confidence. */
    public Retention removingBelow(double confidence) {
        return new Retention(shared, ofAgent, halfLife, confidence, byUse);
    }

    /** The same with use counting, or not. */
    public Retention fadingByUse(boolean counts) {
        return new Retention(shared, ofAgent, halfLife, minConfidence, counts);
    }

    /** Whether uses have any effect. */
    public boolean countsUses() {
        return byUse && !halfLife.isZero();
    }

    Duration of(String scope, String agent) {
        return scope.equals("agent") ? ofAgent.apply(agent, shared).orElse(Duration.ZERO) : shared;
    }

    /**
     * What is left of a confidence after a time.
     *
     * @param ageMillis time since it was stored, or last used
     * @param uses how often it was used
     */
    public double faded(double confidence, long ageMillis, long uses) {
        if (halfLife.isZero() || ageMillis <= 0) {
            return confidence;
        }
        double times = Math.min(LONGEST, 1 + Math.log(1 + uses) / Math.log(2));
        return confidence * Math.pow(0.5, ageMillis / (halfLife.toMillis() * times));
    }
}
