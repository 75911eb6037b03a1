package dev.caxton.engine.agent.recording;

import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.Performative;
import dev.caxton.engine.llm.embedded.Subject;
import dev.caxton.engine.messaging.Recordings.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds facts by the form of English sentences, in the words of whoever said them: nothing is concluded or rephrased. What
 * is asked, supposed or hedged is not sure enough to be kept. Deterministic.
 */
final class RuleDistiller implements Distiller {

    private static final double SAID_SO = 0.95;
    private static final double STATED = 0.85;
    private static final double CONFIRMED = 0.9;
    private static final double HEDGED = 0.5;

    private static final int QUOTED_PROBLEM = 400;
    private static final int QUOTED_SOLUTION = 1_200;

    private static final String START = "^(?:(?:please|and|also|but|well|ok|okay|yes|no|oh|by the way)[ ,]+){0,3}+";

    private static final Pattern PREFERENCE = pattern(START
            + "(?:i (?:really |strongly |always |usually |generally |much |still |also |only"
            + " ){0,2}+(?:prefer|love|enjoy|hate|dislike|can'?t stand|(?:do not|don'?t)"
            + " (?:like|eat|drink|want)|like)\\b(?! (?:your|this|that|it|you|how you|to (?:know|ask|have|see)|the"
            + " (?:answer|idea|way))\\b)|i(?:'d| would) rather\\b|my (?:\\w+ ){0,2}+favou?rites?\\b|i(?:'m| am)"
            + " allergic\\b|i never\\b|i always\\b|always\\b|never\\b|call me\\b)(?=\\s+\\w)");

    private static final Pattern TOLD = pattern(START
            + "(?:remember|note|keep in mind|don'?t forget|do not forget|for your information|fyi|just so you know)"
            + "(?: that|,|:)?\\s+(?!(?:to|when|how|what|who|where|why|me)\\b)(\\S.{7,})");

    private static final Pattern OURS = pattern(START
            + "(?:(?:our|my) (?:[\\w'-]+"
            + " ){1,5}?(?:is|are|was|has|have|lives?|works?|runs?|uses?|needs?|starts?|ends?|costs?"
            + "|belongs?|means|takes?|happens?|expires?)\\b|we (?:always |never |only"
            + " ){0,1}+(?:use|run|keep|store|ship|deploy|call|sell|bill|work)\\b|by [\"'“]?[\\w -]{1,40}[\"'”]? we"
            + " mean\\b|[\"'“]?[\\w-]{2,30}[\"'”]? (?:stands for|is short for)\\b)");

    private static final Pattern HEDGE = pattern("\\b(?:maybe|perhaps|possibly|probably|might|i think|i guess|i suppose"
            + "|i believe|not sure|unsure|if (?:i|we|you|it|the)|would be|could be|apparently)\\b");

    private static final Pattern WORKED = pattern("\\b(?:(?:that|this|it|which) (?:has |have |did |really |finally |now"
            + " ){0,2}+(?:work(?:ed|s)?|solved|fixed|helped|did (?:it|the trick))\\b|works"
            + " (?:now|again|perfectly)\\b|(?:problem|issue|error) (?:is |was )?(?:now"
            + " )?(?:solved|fixed|gone)\\b)");

    private static final Pattern NEGATED = pattern("\\b(?:not|no|never|nothing|still (?:fails|broken))\\b|n['’]t\\b");

    private static final Pattern ERROR = pattern(
            "\\b(?:errors?|exceptions?|fail(?:s|ed|ure|ing)?|crash(?:es|ed)?|broken|stack ?trace|timeouts?|timed"
                    + " out|refused|denied|does(?: not|n'?t) work|(?:can ?not|can'?t) \\w+)\\b");

    private static final Pattern PRONOUN = pattern("(?:i|we|you|they|he|she|it|this|that|these|those|there)");

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @Override
    public List<Fact> distil(ConfigAgentDefinition definition, String slug, Exchange exchange) {
        List<Fact> facts = new ArrayList<>();
        for (String sentence : Sentences.of(exchange.question().content())) {
            if (!sentence.endsWith("?")) {
                statement(sentence).ifPresent(facts::add);
            }
        }
        solution(exchange).ifPresent(facts::add);
        return facts;
    }

    private static Optional<Fact> statement(String sentence) {
        boolean hedged = HEDGE.matcher(sentence).find();
        Matcher told = TOLD.matcher(sentence);
        if (told.lookingAt()) {
            String text = told.group(1).strip();
            return Optional.of(PREFERENCE.matcher(text).find() ? preference(text, SAID_SO) : knowledge(text, SAID_SO));
        }
        if (PREFERENCE.matcher(sentence).find()) {
            return Optional.of(preference(sentence, hedged ? HEDGED : SAID_SO));
        }
        if (OURS.matcher(sentence).find()) {
            return Optional.of(knowledge(sentence, hedged ? HEDGED : STATED));
        }
        return Optional.empty();
    }

    private static Fact preference(String text, double confidence) {
        return new Fact(ContentType.PREFERENCES.word(), ContentType.PREFERENCES.entity(), "person", text, confidence);
    }

    private static Fact knowledge(String text, double confidence) {
        String subject = Subject.of(text);
        String entity = PRONOUN.matcher(subject).matches() ? ContentType.DOMAIN_KNOWLEDGE.entity() : subject;
        return new Fact(ContentType.DOMAIN_KNOWLEDGE.word(), entity, "fact", text, confidence);
    }

    /** What the agent said before, where the user now says that it worked. */
    private static Optional<Fact> solution(Exchange exchange) {
        boolean worked = Sentences.of(exchange.question().content()).stream()
                .anyMatch(sentence -> WORKED.matcher(sentence).find()
                        && !NEGATED.matcher(sentence).find()
                        && !HEDGE.matcher(sentence).find()
                        && !sentence.endsWith("?"));
        List<ConversationMessage> earlier = exchange.earlier();
        if (!worked || earlier.size() < 2) {
            return Optional.empty();
        }
        ConversationMessage answer = earlier.getLast();
        Optional<ConversationMessage> problem = earlier.stream()
                .filter(message -> message.messageId().equals(answer.inReplyTo()))
                .findFirst();
        if (problem.isEmpty()
                || answer.performative() == Performative.FAILURE
                || answer.performative() == Performative.NOT_UNDERSTOOD) {
            return Optional.empty();
        }
        ContentType type = ERROR.matcher(problem.get().content()).find()
                ? ContentType.ERROR_RECOVERY
                : ContentType.SUCCESSFUL_SOLUTIONS;
        String text = "Problem: " + cut(problem.get().content(), QUOTED_PROBLEM) + "\nWhat worked: "
                + cut(answer.content(), QUOTED_SOLUTION);
        return Optional.of(new Fact(type.word(), type.entity(), "solution", text, CONFIRMED));
    }

    private static String cut(String text, int longest) {
        String plain = text.strip();
        if (plain.length() <= longest) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(longest - 1)) ? longest - 1 : longest;
        return plain.substring(0, end) + " …";
    }
}
