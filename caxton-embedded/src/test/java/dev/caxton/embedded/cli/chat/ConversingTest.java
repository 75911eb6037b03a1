package dev.caxton.embedded.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.client.ScriptedPeer;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.OpenInvocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConversingTest {

    private static final String CONVERSATION = "01890000-0000-7000-8000-00000000000b";
    private static final String ACCEPTED = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
            + "event: accepted\ndata: {\"message_id\":\"01890000-0000-7000-8000-00000000000a\","
            + "\"conversation_id\":\"" + CONVERSATION + "\"}\n\n";

    @TempDir
    Path directory;

    private final ScriptedPeer peer = new ScriptedPeer();

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    @Test
    void interruptionBeforeTheServerHasToldTheConversationDoesNotLoseIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        peer.when("POST /api/v1/agents/greeter/message", (request, out) -> {
            asked.countDown();
            await(go);
            peer.stall(ACCEPTED).write(request, out);
        });
        try (Invocation invocation =
                OpenInvocation.of(directory, Map.of("CAXTON_URL", peer.url().toString()), "chat", "greeter")) {
            Conversing conversing = new Conversing(invocation, "greeter");
            Thread asking = Thread.ofPlatform().start(() -> conversing.ask("Hi"));
            asked.await();
            AtomicBoolean interrupted = new AtomicBoolean();
            Thread interrupting = Thread.ofPlatform().start(() -> interrupted.set(conversing.interrupt()));
            while (interrupting.getState() != Thread.State.TIMED_WAITING && interrupting.isAlive()) {
                Thread.onSpinWait();
            }

            go.countDown();
            interrupting.join();
            asking.join();

            assertThat(interrupted).isTrue();
            assertThat(conversing.conversation()).hasToString(CONVERSATION);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
