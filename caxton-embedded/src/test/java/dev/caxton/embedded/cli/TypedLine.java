package dev.caxton.embedded.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command line as a document writes it, understood by the real parser.
 *
 * @param words what a shell would pass on, without {@code caxton}
 * @param command noun and verb in their first spelling
 * @param availability whether the command and every option that is used are built, and if not why
 */
public record TypedLine(List<String> words, String command, Availability availability) {

    /** Understands the words, or throws what the command would complain of. */
    public static TypedLine of(List<String> words) {
        CommandLine line = CommandLine.parse(new Catalogue(), words);
        Availability availability = line.command().availability();
        for (Option option : line.command().options()) {
            if (availability == Availability.BUILT && line.has(option.name())) {
                availability = option.availability();
            }
        }
        return new TypedLine(List.copyOf(words), line.command().words(), availability);
    }

    /** What the command says on standard error where it is not built; its exit code stands in front. */
    public String refusal() {
        if (availability == Availability.BUILT) {
            throw new IllegalStateException("it is built: " + words);
        }
        Ran ran = Ran.of(new FakeEngine(), Path.of("target"), Map.of(), "", words.toArray(String[]::new));
        return "exit " + ran.code() + ", "
                + ran.err().lines().findFirst().orElseThrow().replaceFirst("^caxton: ", "");
    }
}
