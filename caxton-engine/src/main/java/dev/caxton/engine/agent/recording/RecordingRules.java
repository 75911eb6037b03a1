package dev.caxton.engine.agent.recording;

import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.agent.ConfigAgentDefinition.MemoryRules;
import dev.caxton.engine.config.MemoryConfig;
import dev.caxton.engine.memory.upkeep.SecretText;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which agents are recorded, and which facts are kept: their files' rules over the server's. Thread-safe. */
public final class RecordingRules {

    /** Words that the documents exclude. */
    private static final List<String> EXCLUDED = List.of("password", "api_key", "secret", "token", "key");

    private static final int LONGEST_PATTERN = 200;

    private final MemoryConfig.Recording config;
    private final BooleanSupplier refuseSecrets;

    /**
     * The server's settings.
     *
     * @param refuseSecrets whether the memory refuses secrets at the moment
     */
    public RecordingRules(MemoryConfig.Recording config, BooleanSupplier refuseSecrets) {
        this.config = config;
        this.refuseSecrets = refuseSecrets;
    }

    /** Whether what is said to an agent is recorded. */
    public boolean records(ConfigAgentDefinition definition) {
        return definition.memoryEnabled()
                && Objects.requireNonNullElse(definition.memoryRules().autoStore(), config.byDefault());
    }

    boolean byModel() {
        return config.byModel();
    }

    enum Verdict {
        KEPT,
        UNSURE,
        OTHER_KIND,
        EXCLUDED
    }

    Verdict judge(Fact fact, ConfigAgentDefinition definition) {
        MemoryRules rules = definition.memoryRules();
        if (!(fact.confidence() > config.confidence())) {
            return Verdict.UNSURE;
        }
        if (!rules.contentTypes().isEmpty() && !rules.contentTypes().contains(fact.contentType())) {
            return Verdict.OTHER_KIND;
        }
        String said = fact.entity() + "\n" + fact.text();
        boolean excluded = Objects.requireNonNullElse(rules.excludePatterns(), EXCLUDED).stream()
                .anyMatch(words -> pattern(words).matcher(said).find());
        return excluded || refuseSecrets.getAsBoolean() && SecretText.find(said).isPresent()
                ? Verdict.EXCLUDED
                : Verdict.KEPT;
    }

    /** Whole words without case; {@code *} is any letters, and a space, hyphen or underscore any of the three or none. */
    private static Pattern pattern(String words) {
        String cut = words.strip().substring(0, Math.min(words.strip().length(), LONGEST_PATTERN));
        String expression = Arrays.stream(cut.split("[\\s_-]+"))
                .map(word -> Arrays.stream(word.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[\\p{L}\\p{N}]{0,50}")))
                .collect(Collectors.joining("[\\s_-]?"));
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + expression + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
