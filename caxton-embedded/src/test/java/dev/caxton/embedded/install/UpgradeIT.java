package dev.caxton.embedded.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.Caxton;
import dev.caxton.api.PageRequest;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Conversation;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.embedded.ServerUnderTest;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data directory as an earlier version left it: {@code caxton-3-memory-2.tar.gz} was written by the version whose
 * newest schemas were 3 of {@code caxton.db} and 2 of {@code memory.db}. It is never written anew.
 */
class UpgradeIT {

    @TempDir
    Path directory;

    @BeforeEach
    void layOutTheOldData() throws Exception {
        try (InputStream archive = UpgradeIT.class.getResourceAsStream("caxton-3-memory-2.tar.gz")) {
            for (ArchiveEntry entry :
                    ArchiveEntry.read(new GZIPInputStream(archive)).values()) {
                Path file = directory.resolve(entry.name());
                Files.createDirectories(file.getParent());
                Files.write(file, entry.content());
            }
        }
    }

    @Test
    void nothingThatWasKeptIsLost() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(directory);
                Caxton caxton = server.client()) {
            assertThat(caxton.agents().describe(AgentRef.of("greeter")).id().toString())
                    .as("the agent is the same one, not a new one of this name")
                    .isEqualTo("01a201f7-b2b2-72ba-ab4b-defef7762485");
            List<Conversation> conversations =
                    caxton.messages().conversations(new PageRequest(10, null)).items();
            assertThat(conversations).hasSize(1);
            List<ConversationMessage> history = caxton.messages()
                    .history(conversations.getFirst().id(), new PageRequest(10, null))
                    .items();
            assertThat(history).extracting(ConversationMessage::content).first().isEqualTo("Hello, who are you?");
            assertThat(history).hasSize(2);
            assertThat(caxton.memory().stats(null, null).globalStats().totalEntities())
                    .isEqualTo(2);
            assertThat(caxton.memory().stats(null, null).globalStats().totalRelations())
                    .isEqualTo(1);
            assertThat(caxton.memory()
                            .entity("ent_01a201f8-2172-7486-8dc7-61158873970d")
                            .observations())
                    .extracting(Object::toString)
                    .first()
                    .asString()
                    .contains("The deploy window is Tuesday at 14:00");

            caxton.messages()
                    .ask(
                            AgentRef.of("greeter"),
                            AgentRequest.of("Still there?")
                                    .in(conversations.getFirst().id()));

            assertThat(server.log()).doesNotContain(" ERROR ", "corrupt");
            assertThat(server.terminate()).isZero();
        }
        try (ServerUnderTest server = ServerUnderTest.start(directory);
                Caxton caxton = server.client()) {
            Conversation conversation = caxton.messages()
                    .conversations(new PageRequest(10, null))
                    .items()
                    .getFirst();
            assertThat(conversation.messageCount()).isEqualTo(4);
        }
    }
}
