package dev.caxton.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.ops.ModelState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the parts of the contract stand on. */
public interface CaxtonFixture {

    /** Every agent of the contract is named so, and removed after its test. */
    String PREFIX = "contract-";

    /** How long anything may take that happens by itself. */
    Duration PATIENCE = Duration.ofSeconds(120);

    /** The one under test, ready to be used; whoever supplies it closes it. */
    Caxton caxton();

    /** The server's agents directory, in which the contract writes files. */
    Path agentsDirectory();

    /** Waits until the embedding model is loaded, since that may take longer than the start. */
    default void awaitModel() {
        await(Duration.ofMinutes(2), () -> caxton().ops().memoryHealth().embeddingModel() == ModelState.LOADED);
    }

    /** A file that is valid, for an agent that greets. */
    static String greeter(String name, String version) {
        return """
            ---
            name: %s
            version: "%s"
            description: Welcomes everybody who comes by.
            capabilities:
              - greeting
            tools: []
            system_prompt: |
              You are a friendly greeter who welcomes users.
            ---
            # Greeter

            Hello and welcome! I greet everybody who says hello to me.
            """.formatted(name, version);
    }

    /** Deploys a greeter whose name and slug are both {@code contract-} and the word. */
    default AgentDescription deploy(String word) {
        return deployText(greeter(PREFIX + word, "1.0.0"));
    }

    /** Deploys a Markdown file that is sent without a file name. */
    default AgentDescription deployText(String markdown) {
        return caxton().agents().deploy(new AgentFile(null, AgentFileFormat.MARKDOWN, markdown));
    }

    /** Writes a file into the agents directory as an editor would: whole, at once. */
    default void write(String fileName, String content) {
        try {
            Path hidden = Files.writeString(agentsDirectory().resolve("." + fileName + ".tmp"), content);
            Files.move(
                    hidden,
                    agentsDirectory().resolve(fileName),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An agent by any of its names. */
    static AgentRef ref(String value) {
        return AgentRef.of(value);
    }

    /** Expects a call to fail with a problem of a type, as an exception of a kind. */
    static <X extends CaxtonException> X refused(Class<X> kind, ProblemType type, ThrowingCallable call) {
        CaxtonException thrown = catchThrowableOfType(CaxtonException.class, call);
        assertThat(thrown).as("a problem of type " + type).isNotNull();
        assertThat(thrown.type()).as(thrown.getMessage()).isEqualTo(type);
        assertThat(thrown).isInstanceOf(kind);
        assertThat(thrown.getMessage()).isNotBlank();
        return kind.cast(thrown);
    }

    /** Waits for something that happens by itself. */
    static void await(BooleanSupplier condition) {
        await(PATIENCE, condition);
    }

    /** As {@link #await(BooleanSupplier)}, with another patience. */
    static void await(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so after " + patience).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
