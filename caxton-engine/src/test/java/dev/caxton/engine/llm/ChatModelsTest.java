package dev.caxton.engine.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.engine.config.LlmConfig;
import dev.caxton.engine.llm.embedded.EmbeddedChatModelProvider;
import dev.caxton.engine.llm.openai.OpenAiChatModelProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatModelsTest {

    private static final ChatModelChoice ANY = new ChatModelChoice(null, null, null);

    private final ChatModels models = new ChatModels(
            List.of(
                    new EmbeddedChatModelProvider(text -> new float[] {1}),
                    new OpenAiChatModelProvider(
                            new LlmConfig.OpenAi("http://localhost:1/v1", null, "tiny"), Duration.ofSeconds(1))),
            RetryPolicy.of(2));

    @Test
    void makesAModelOnceForAChoice() {
        assertThat(models.model("embedded", ANY)).isSameAs(models.model("embedded", ANY));
        assertThat(models.model("openai", new ChatModelChoice("small", null, null))
                        .modelName())
                .isEqualTo("small");
        assertThat(models.model("openai", ANY).modelName()).isEqualTo("tiny");
    }

    @Test
    void namesTheProvidersWhenOneIsUnknown() {
        assertThatThrownBy(() -> models.model("opnai", ANY))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'opnai'")
                .hasMessageContaining("embedded, openai");
    }

    @Test
    void refusesTwoProvidersOfOneName() {
        EmbeddedChatModelProvider provider = new EmbeddedChatModelProvider(text -> new float[] {1});

        assertThatThrownBy(() -> new ChatModels(List.of(provider, provider), RetryPolicy.of(0)))
                .hasMessageContaining("'embedded' exists twice");
    }
}
