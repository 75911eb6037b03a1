package dev.caxton.engine.memory.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;

/** What is wrong with JSON, without the text it was found in. */
final class JsonFault {

    private static final int LONGEST = 160;

    private JsonFault() {}

    static String of(JsonProcessingException fault) {
        String message =
                String.valueOf(fault.getOriginalMessage()).lines().findFirst().orElse("cannot be read");
        String plain = message.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "no JSON: " + (plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain);
    }
}
