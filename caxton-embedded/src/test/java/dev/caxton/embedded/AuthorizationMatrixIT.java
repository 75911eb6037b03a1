package dev.caxton.embedded;

import dev.caxton.contract.AuthorizationMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The matrix of operations and callers, against the packaged server. */
class AuthorizationMatrixIT {

    @TempDir
    static Path directory;

    private static ServerUnderTest server;

    @BeforeAll
    static void start() throws Exception {
        Path agents = Files.createDirectories(directory.resolve("agents"));
        for (String name : new String[] {"mine", "theirs"}) {
            Files.writeString(agents.resolve(name + ".md"), """
                ---
                name: %s
                version: "1.0.0"
                capabilities: [answering]
                ---
                I answer.
                """.formatted(name));
        }
        server = ServerUnderTest.start(
                directory,
                "--override",
                "security.authentication.enabled=true",
                "--override",
                "memory.embedding_model=none");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> answersEachCallerAsTheDocumentSays() throws Exception {
        String admin = Files.readString(server.data().resolve("admin.key")).strip();
        return new AuthorizationMatrix(server.url(), admin, "mine", "theirs").tests();
    }
}
