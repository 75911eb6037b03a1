package dev.caxton.engine.llm.embedded;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a message is for, as far as its form tells. */
sealed interface Purpose {

    /** A greeting and nothing more. */
    record Greeting() implements Purpose {}

    /** A question about the agent itself. */
    record About() implements Purpose {}

    /** Thanks or a farewell. */
    record Courtesy() implements Purpose {}

    /**
     * Something to be remembered.
     *
     * @param statement the fact, as it was said
     * @param subject what it is about
     */
    record Remember(String statement, String subject) implements Purpose {}

    /**
     * Something to be recalled.
     *
     * @param topic what is asked about
     */
    record Recall(String topic) implements Purpose {}

    /** Anything else. */
    record Task() implements Purpose {}

    /** A greeting at the beginning of a message, with what follows it. */
    Pattern HELLO = Pattern.compile(
            "(?:hello|hi|hey|hiya|howdy|greetings|welcome|good"
                    + " (?:morning|afternoon|evening|day)|moin|hallo)\\b[\\s,!.]*(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    Pattern REMEMBER = Pattern.compile(
            "(?:please |could you |can you |also ){0,3}+(?:remember|memori[sz]e|note(?: down)?|make a note|take a"
                    + " note|keep in mind|don'?t forget|do not forget|store|save)(?: the fact)?(?: that|:| this:| for"
                    + " me:?| in (?:your )?memory(?: that|:)?)\\s+(.+)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    Pattern RECALL = Pattern.compile(
            "(?:please |could you |can you ){0,3}+(?:(?:what|do) (?:do )?you (?:know|remember|recall|have"
                + " (?:stored|noted))(?: about| on| of)?|what did (?:i|we) (?:tell you|say|note)(?: about)?|what have"
                + " i told you(?: about)?|recall(?: what you know about| everything about)?|remind me"
                + " (?:of|about|what)|search (?:your |the )?memory for|look up in (?:your |the )?memory)\\s+(.+)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    Pattern ABOUT = Pattern.compile(
            "(?:so |and ){0,3}+(?:what (?:can|do|could) you (?:do|help)\\b.*|what are you(?: able to do| good at|"
                + " for)?\\W*|who are you\\W*|(?:please )?(?:introduce yourself|help|help me|describe"
                + " yourself)\\W*|how (?:can|do) (?:i|you) (?:use|help|work)(?: you| me)?\\W*|what (?:is|are) your"
                + " (?:name|purpose|capabilities|tools|skills)\\W*|tell me about yourself\\W*|which tools (?:do|can)"
                + " you (?:have|use)\\W*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    Pattern THANKS = Pattern.compile(
            "(?:many |ok(?:ay)?,? )?(?:thanks?(?: you)?(?: very much| a lot)?|thx|cheers|bye|goodbye|good ?bye|see"
                    + " you(?: later)?|good night)(?: for .*)?\\W*",
            Pattern.CASE_INSENSITIVE);

    Set<String> FILLERS =
            Set.of("there", "everyone", "all", "folks", "friend", "again", "you", "to", "and", "dear", "my");

    /** Reads the purpose of a message to an agent of a name. */
    static Purpose of(String message, String agentName) {
        String text = message.strip();
        Matcher hello = HELLO.matcher(text);
        if (!hello.matches()) {
            return withoutGreeting(text);
        }
        String rest = hello.group(1).strip();
        Purpose further = isFiller(rest, agentName) ? new Greeting() : withoutGreeting(rest);
        return further instanceof Courtesy ? new Greeting() : further;
    }

    private static Purpose withoutGreeting(String text) {
        if (THANKS.matcher(text).matches()) {
            return new Courtesy();
        }
        if (ABOUT.matcher(text).matches()) {
            return new About();
        }
        Matcher remember = REMEMBER.matcher(text);
        if (remember.matches()) {
            String statement = remember.group(1).strip();
            return new Remember(statement, Subject.of(statement));
        }
        Matcher recall = RECALL.matcher(text);
        if (recall.matches()) {
            return new Recall(recall.group(1).strip().replaceAll("[?.!]{1,9}$", ""));
        }
        return new Task();
    }

    /** What follows a greeting at the beginning; the whole message where there is none. */
    static Optional<String> afterGreeting(String message) {
        Matcher hello = HELLO.matcher(message.strip());
        return hello.matches() ? Optional.of(hello.group(1).strip()) : Optional.empty();
    }

    private static boolean isFiller(String rest, String agentName) {
        Set<String> own = Set.copyOf(Words.of(agentName.replaceAll("([a-z])([A-Z])", "$1 $2")));
        for (String word : rest.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()
                    && !FILLERS.contains(word)
                    && !word.equalsIgnoreCase(agentName)
                    && !own.containsAll(Words.of(word))) {
                return false;
            }
        }
        return true;
    }
}
