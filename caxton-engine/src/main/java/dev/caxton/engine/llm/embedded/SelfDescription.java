package dev.caxton.engine.llm.embedded;

import dev.caxton.api.spi.ChatRequest;
import dev.caxton.api.tool.ToolDescriptor;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an agent says of itself, in the words of its own file. */
final class SelfDescription {

    private static final Pattern SENTENCE = Pattern.compile("(.{1,400}?[.!?])(?:\\s|$)", Pattern.DOTALL);

    private SelfDescription() {}

    /** Description, or else the first words of the body, or else the first sentence of the prompt. */
    static String opening(ChatRequest.Agent agent) {
        return Passages.ownTexts(agent).stream()
                .findFirst()
                .map(Passages.Passage::text)
                .orElseGet(() -> firstSentence(agent.systemPrompt()));
    }

    /** The agent's own words of greeting if its texts have any, or else its name and description. */
    static String greeting(ChatRequest.Agent agent) {
        String words = Passages.ownTexts(agent).stream()
                .map(Passages.Passage::text)
                .filter(text -> Purpose.afterGreeting(text).isPresent())
                .findFirst()
                .orElseGet(() -> "Hello from " + agent.name() + ". " + opening(agent));
        return words + "\n" + capabilities(agent);
    }

    static String about(ChatRequest.Agent agent, List<ToolDescriptor> tools) {
        StringBuilder text = new StringBuilder(agent.name()).append(": ").append(opening(agent));
        text.append('\n').append(capabilities(agent));
        if (!tools.isEmpty()) {
            text.append("\nTools:");
            tools.forEach(tool -> text.append("\n- ")
                    .append(tool.name())
                    .append(": ")
                    .append(ToolSchema.of(tool).summary()));
        }
        return text.toString();
    }

    static String capabilities(ChatRequest.Agent agent) {
        return "Capabilities: " + String.join(", ", agent.capabilities()) + ".";
    }

    private static String firstSentence(String text) {
        Matcher sentence = SENTENCE.matcher(text.strip());
        return sentence.lookingAt()
                ? sentence.group(1)
                : text.strip().lines().findFirst().orElse("");
    }
}
