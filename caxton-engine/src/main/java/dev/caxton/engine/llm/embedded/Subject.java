package dev.caxton.engine.llm.embedded;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement in English is about, as far as its form tells. */
public final class Subject {

    private static final Pattern VERB = Pattern.compile(
            "\\b(is|are|was|were|has|have|had|will|can|must|should|likes?|loves?|lives?|works?|prefers?|uses?|runs?|starts?|ends?"
                + "|needs?|wants?|owns?|expires?|moved|arrives?|costs?|belongs?|means|takes?|happens?|goes)\\b",
            Pattern.CASE_INSENSITIVE);

    /** A name at the beginning, before a verb in the third person. */
    private static final Pattern NAMED =
            Pattern.compile("(\\p{Lu}[\\p{L}'-]{1,40}(?: \\p{Lu}[\\p{L}'-]{1,40}){0,3}) \\p{Ll}{2,30}s\\b");

    private Subject() {}

    /** The words before the statement's verb, or its first words; never empty for a statement that is not blank. */
    public static String of(String statement) {
        Matcher named = NAMED.matcher(statement);
        if (named.lookingAt()) {
            return named.group(1).strip();
        }
        Matcher verb = VERB.matcher(statement);
        String subject = verb.find() && verb.start() > 0
                ? statement.substring(0, verb.start())
                : String.join(
                        " ", Arrays.stream(statement.split("\\s+", 7)).limit(6).toList());
        subject = subject.strip().replaceAll("(?i)^(?:the|a|an)\\s+", "").replaceAll("[\\s,;:.!?]+$", "");
        if (subject.isEmpty() || subject.length() > 120) {
            subject = statement.substring(0, Math.min(statement.length(), 80)).strip();
        }
        return subject;
    }
}
