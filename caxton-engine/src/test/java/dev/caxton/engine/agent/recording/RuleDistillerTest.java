package dev.caxton.engine.agent.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.api.messaging.Performative;
import dev.caxton.engine.messaging.Recordings.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleDistillerTest {

    private static final ConfigAgentDefinition AGENT = new ConfigAgentDefinition(
            "a",
            "1.0.0",
            null,
            List.of("talking"),
            List.of(),
            "p",
            null,
            "",
            Map.of(),
            true,
            MemoryScope.AGENT,
            null,
            Map.of());

    private static List<Fact> distil(String... turns) {
        List<ConversationMessage> messages = new ArrayList<>();
        for (int i = 0; i < turns.length; i++) {
            boolean answer = i % 2 == 1;
            messages.add(new ConversationMessage(
                    new MessageId(new UUID(7, i)),
                    new ConversationId(new UUID(7, 99)),
                    answer ? Performative.INFORM : Performative.REQUEST,
                    answer ? "a" : "user",
                    answer ? "user" : "a",
                    turns[i],
                    answer ? new MessageId(new UUID(7, i - 1)) : null,
                    MessageStatus.PROCESSED,
                    Instant.EPOCH));
        }
        int last = messages.size() - 1;
        return new RuleDistiller()
                .distil(
                        AGENT,
                        "a",
                        new Exchange(messages.subList(0, last - 1), messages.get(last - 1), messages.get(last)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I prefer tea over coffee.|preferences|user",
                "Well, I really don't like loud music|preferences|user",
                "Please always answer in metric units.|preferences|user",
                "My all time favourite colour is green.|preferences|user",
                "Remember that Rosa lives in Lisbon.|domain_knowledge|Rosa",
                "Remember that I prefer tea.|preferences|user",
                "Our office is in Porto.|domain_knowledge|Our office",
                "We use Postgres for billing.|domain_knowledge|domain",
                "OKR stands for objectives and key results.|domain_knowledge|OKR"
            })
    void findsWhatIsSaid(String sentence, String type, String entity) {
        assertThat(distil(sentence, "I see")).singleElement().satisfies(fact -> {
            assertThat(fact.contentType()).isEqualTo(type);
            assertThat(fact.entity()).isEqualTo(entity);
            assertThat(fact.confidence()).isGreaterThan(0.8);
            assertThat(sentence).contains(fact.text());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Do I prefer tea?",
                "I like your answer.",
                "I like that.",
                "I would like to book a table.",
                "Remember to call me.",
                "Do you remember when we met in Porto?",
                "> I prefer tea, he wrote.",
                "```\nI prefer tea\n```",
                "What is the capital of France?",
                "The weather is nice today.",
                "I prefer",
                ""
            })
    void passesOverWhatIsNoFact(String text) {
        assertThat(distil(text, "I prefer answering. Remember that I am an agent."))
                .isEmpty();
    }

    @Test
    void isNotSureOfWhatIsHedged() {
        assertThat(distil("I think I prefer tea.", "ok")).allMatch(fact -> fact.confidence() < 0.8);
        assertThat(distil("Maybe our office is in Porto.", "ok")).allMatch(fact -> fact.confidence() < 0.8);
    }

    @Test
    void tellsSolutionsFromRecoveries() {
        assertThat(distil("How do I print?", "Press print.", "Great, that worked!", "fine"))
                .extracting(Fact::contentType, Fact::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "successful_solutions", "Problem: How do I print?\nWhat worked: Press print."));
        assertThat(distil("The printer fails with error 5.", "Switch it off and on.", "It works now, thanks.", "fine"))
                .extracting(Fact::contentType)
                .containsExactly("error_recovery");
        assertThat(distil("How do I print?", "Press print.", "That did not work.", "sorry"))
                .isEmpty();
        assertThat(distil("How do I print?", "Press print.", "Has that worked?", "sorry"))
                .isEmpty();
        assertThat(distil("That worked.", "fine")).isEmpty();
    }

    @Test
    void readsHostileTextsInTime() {
        String nested = "our " + "a ".repeat(50_000) + "x";
        assertThat(distil(nested, "ok")).isEmpty();
        assertThat(distil("i " + "really ".repeat(60) + "prefer", "ok")).isEmpty();
        assertThat(distil(".".repeat(20_000) + "\n".repeat(20_000), "ok")).isEmpty();
        assertThat(distil("I prefer tea. ".repeat(5_000), "ok")).hasSizeLessThanOrEqualTo(200);
    }
}
