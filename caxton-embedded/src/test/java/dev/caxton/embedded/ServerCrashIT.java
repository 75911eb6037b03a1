package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.PageRequest;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.MessageReceipt;
import dev.caxton.api.messaging.MessageStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server in the middle of writes and looks for everything that it had acknowledged. */
class ServerCrashIT {

    private static final int CYCLES = Integer.getInteger("caxton.crash.cycles", 3);
    private static final AgentRef KEEPER = AgentRef.of("keeper");

    @TempDir
    Path directory;

    @Test
    void nothingAcknowledgedIsLostWhenTheServerIsKilled() throws Exception {
        Files.createDirectories(directory.resolve("agents"));
        Files.writeString(directory.resolve("agents/keeper.md"), """
            ---
            name: Keeper
            version: "1.0.0"
            capabilities: [keeping]
            tools: []
            system_prompt: You keep things.
            ---
            I keep things on shelves.
            """);
        Queue<AgentReply> replies = new ConcurrentLinkedQueue<>();
        Queue<MessageReceipt> receipts = new ConcurrentLinkedQueue<>();
        Queue<String> entities = new ConcurrentLinkedQueue<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (ServerUnderTest server = ServerUnderTest.start(directory);
                    Caxton caxton = server.client()) {
                int before = replies.size() + receipts.size() + entities.size();
                writeUntilKilled(server, caxton, cycle, replies, receipts, entities);
                assertThat(replies.size() + receipts.size() + entities.size()).isGreaterThan(before);
            }
        }

        try (ServerUnderTest server = ServerUnderTest.start(directory);
                Caxton caxton = server.client()) {
            for (AgentReply reply : replies) {
                assertThat(caxton.messages()
                                .history(reply.conversationId(), PageRequest.first())
                                .items())
                        .extracting(ConversationMessage::content)
                        .contains(reply.reply().content());
            }
            for (MessageReceipt receipt : receipts) {
                assertThat(awaitAnswer(server, caxton, receipt)).isIn(MessageStatus.PROCESSED, MessageStatus.FAILED);
            }
            for (String entity : entities) {
                assertThat(caxton.memory().entity(entity).observations()).hasSize(1);
            }
        }
    }

    private static void writeUntilKilled(
            ServerUnderTest server,
            Caxton caxton,
            int cycle,
            Queue<AgentReply> replies,
            Queue<MessageReceipt> receipts,
            Queue<String> entities)
            throws InterruptedException {
        AtomicBoolean killed = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 9; writer++) {
                int number = writer;
                threads.execute(() -> {
                    for (int i = 0; !killed.get(); i++) {
                        try {
                            String text = "thing " + cycle + "-" + number + "-" + i;
                            switch (number % 3) {
                                case 0 -> replies.add(caxton.messages().ask(KEEPER, AgentRequest.of(text)));
                                case 1 -> receipts.add(caxton.messages().submit(KEEPER, AgentRequest.of(text)));
                                default ->
                                    entities.add(caxton.memory()
                                            .createEntity(new NewEntity(
                                                    "keeper", text, "thing", List.of(text + " is red"), null, Map.of()))
                                            .entityId());
                            }
                        } catch (CaxtonException e) {
                            // Not acknowledged: the server was killed under the request.
                            if (!killed.get() && server.process().isAlive()) {
                                throw e;
                            }
                        }
                    }
                });
            }
            int enough = replies.size() + receipts.size() + entities.size() + 150 + 37 * cycle;
            while (replies.size() + receipts.size() + entities.size() < enough
                    && !server.process().waitFor(5, TimeUnit.MILLISECONDS)) {
                // Until there is enough to lose.
            }
            killed.set(true);
            server.kill();
        }
    }

    private static MessageStatus awaitAnswer(ServerUnderTest server, Caxton caxton, MessageReceipt receipt)
            throws InterruptedException {
        MessageStatus status = caxton.messages().receipt(receipt.messageId()).status();
        for (int attempt = 0; attempt < 6_000 && status == MessageStatus.ACCEPTED; attempt++) {
            server.process().waitFor(50, TimeUnit.MILLISECONDS);
            status = caxton.messages().receipt(receipt.messageId()).status();
        }
        return status;
    }
}
