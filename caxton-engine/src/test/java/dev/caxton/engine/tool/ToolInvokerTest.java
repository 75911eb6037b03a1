package dev.caxton.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.spi.ChatReply.ToolCallRequest;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.config.ByteSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ToolInvokerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final List<ToolAudit.Entry> audited = new CopyOnWriteArrayList<>();

    private ToolInvoker invoker(ToolPolicy policy, Function<ToolCall, ToolResult> work) {
        return new ToolInvoker(
                ToolRegistry.of(List.of(() -> List.of(FakeTool.named("worker", work)))),
                policy,
                audited::add,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static ToolPolicy policy(Duration timeout, int concurrent, long bytes, int calls) {
        return new ToolPolicy(timeout, concurrent, new ByteSize(bytes), calls);
    }

    private static ToolPolicy generous() {
        return policy(Duration.ofSeconds(120), 4, 1_000_000, 10);
    }

    private static ToolSession session(ToolInvoker invoker, String... granted) {
        return invoker.open(new ToolCaller("clerk", Set.of(granted), "conversation-1", Map.of("max", 1)));
    }

    private static ToolCallRequest call(String tool, Map<String, Object> arguments) {
        return new ToolCallRequest("call_1", tool, arguments);
    }

    private static void failsWith(ToolResult result, String code) {
        assertThat(result)
                .asInstanceOf(type(ToolResult.Failure.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void handsArgumentsCallerAndDeadlineToTheTool() {
        AtomicReference<ToolCall> seen = new AtomicReference<>();
        try (ToolInvoker invoker = invoker(generous(), call -> {
            seen.set(call);
            return FakeTool.said("done");
        })) {
            ToolResult result = session(invoker, "worker").call(call("worker", Map.of("count", 2)));

            assertThat(result).isEqualTo(FakeTool.said("done"));
        }
        assertThat(seen.get())
                .isEqualTo(new ToolCall(
                        Map.of("count", 2), "clerk", "conversation-1", Map.of("max", 1), NOW.plusSeconds(120)));
        assertThat(audited)
                .containsExactly(
                        new ToolAudit.Entry(NOW, "clerk", "conversation-1", "worker", true, null, Duration.ZERO));
    }

    @Test
    void refusesAToolThatTheAgentWasNotGranted() {
        try (ToolInvoker invoker = invoker(generous(), call -> FakeTool.said("must not happen"))) {
            failsWith(session(invoker, "other").call(call("worker", Map.of())), "not_granted");
        }
        assertThat(audited)
                .singleElement()
                .satisfies(entry -> assertThat(entry.code()).isEqualTo("not_granted"));
    }

    @Test
    void suggestsTheToolThatWasMeant() {
        try (ToolInvoker invoker = invoker(generous(), call -> FakeTool.said("ok"))) {
            ToolResult result = session(invoker, "wroker").call(call("wroker", Map.of()));

            failsWith(result, "unknown_tool");
            assertThat(((ToolResult.Failure) result).message()).contains("did you mean worker?");
        }
    }

    @Test
    void refusesArgumentsThatDoNotFit() {
        try (ToolInvoker invoker = invoker(generous(), call -> FakeTool.said("must not happen"))) {
            failsWith(
                    session(invoker, "worker").call(call("worker", Map.of("count", 99, "more", 1))),
                    "invalid_arguments");
        }
    }

    @Test
    void countsTheCallsOfAnAnswer() {
        try (ToolInvoker invoker = invoker(policy(Duration.ofSeconds(120), 4, 1000, 2), call -> FakeTool.said("ok"))) {
            ToolSession session = session(invoker, "worker");
            session.call(call("worker", Map.of()));
            session.call(call("worker", Map.of()));

            failsWith(session.call(call("worker", Map.of())), "too_many_calls");
            assertThat(session(invoker, "worker").call(call("worker", Map.of())))
                    .isEqualTo(FakeTool.said("ok"));
        }
    }

    @Test
    void interruptsAToolThatOverrunsItsTime() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (ToolInvoker invoker = invoker(policy(Duration.ofSeconds(2), 1, 1000, 10), call -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return FakeTool.said("too late");
        })) {
            failsWith(session(invoker, "worker").call(call("worker", Map.of())), "timeout");
            assertThat(interrupted.await(120, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void keepsThePlaceOfAToolThatDoesNotEnd() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (ToolInvoker invoker = invoker(policy(Duration.ofSeconds(2), 1, 1000, 10), call -> {
            if (call.arguments().isEmpty()) {
                awaitUninterruptibly(release);
            }
            return FakeTool.said("ok");
        })) {
            ToolSession session = session(invoker, "worker");
            failsWith(session.call(call("worker", Map.of())), "timeout");

            failsWith(session.call(call("worker", Map.of("count", 1))), "busy");

            release.countDown();
            ToolResult result = session.call(call("worker", Map.of("count", 1)));
            for (int i = 0; i < 50 && result instanceof ToolResult.Failure; i++) {
                result = session(invoker, "worker").call(call("worker", Map.of("count", 1)));
            }
            assertThat(result).isEqualTo(FakeTool.said("ok"));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                continue; // a tool that does not listen
            }
        }
    }

    @Test
    void turnsWhatAToolThrowsIntoAFailure() {
        try (ToolInvoker invoker = invoker(generous(), call -> {
            throw new IllegalStateException("secret detail");
        })) {
            ToolResult result = session(invoker, "worker").call(call("worker", Map.of()));

            failsWith(result, "internal_error");
            assertThat(((ToolResult.Failure) result).message()).doesNotContain("secret detail");
        }
    }

    @Test
    void survivesAToolThatOverflowsItsStackOrReturnsNothing() {
        try (ToolInvoker invoker = invoker(generous(), call -> {
            if (call.arguments().isEmpty()) {
                throw new StackOverflowError();
            }
            return null;
        })) {
            failsWith(session(invoker, "worker").call(call("worker", Map.of())), "internal_error");
            failsWith(session(invoker, "worker").call(call("worker", Map.of("count", 1))), "internal_error");
        }
    }

    @Test
    void keepsCodeHintAndRetryabilityOfAProblem() {
        try (ToolInvoker invoker = invoker(generous(), call -> {
            throw CaxtonException.of(ProblemType.SAFE_MODE, "The server is read-only", "Leave safe mode.");
        })) {
            assertThat(session(invoker, "worker").call(call("worker", Map.of())))
                    .isEqualTo(
                            new ToolResult.Failure("safe_mode", "The server is read-only", "Leave safe mode.", true));
        }
    }

    @Test
    void refusesAResultThatIsTooLarge() {
        try (ToolInvoker invoker = invoker(
                policy(Duration.ofSeconds(120), 4, 1000, 10),
                call -> new ToolResult.Success(
                        "small",
                        Map.of(),
                        List.of(new ToolResult.Artifact(
                                "a", "text/plain", List.of("x".repeat(600), "y".repeat(600))))))) {
            failsWith(session(invoker, "worker").call(call("worker", Map.of())), "result_too_large");
        }
    }

    @Test
    void resolvesReferencesToArtifactsOfTheSameAnswerOnly() {
        try (ToolInvoker invoker = invoker(
                generous(),
                call -> new ToolResult.Success(
                        "got " + call.arguments().get("text"),
                        Map.of(),
                        List.of(new ToolResult.Artifact("a", "text/plain", "inside"))))) {
            ToolSession session = session(invoker, "worker");
            session.call(call("worker", Map.of()));

            assertThat(session.call(call("worker", Map.of("text", "artifact:call_1/0"))))
                    .asInstanceOf(type(ToolResult.Success.class))
                    .satisfies(success -> assertThat(success.text()).isEqualTo("got inside"));
            failsWith(session.call(call("worker", Map.of("text", "artifact:call_9/0"))), "unknown_artifact");
            failsWith(
                    session(invoker, "worker").call(call("worker", Map.of("text", "artifact:call_1/0"))),
                    "unknown_artifact");
        }
    }

    @Test
    void stopsWaitingWhenItsCallerIsInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (ToolInvoker invoker = invoker(generous(), call -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FakeTool.said("late");
        })) {
            CompletableFuture<ToolResult> result = new CompletableFuture<>();
            Thread caller = Thread.ofVirtual()
                    .start(() -> result.complete(session(invoker, "worker").call(call("worker", Map.of()))));
            begun.await(120, TimeUnit.SECONDS);
            caller.interrupt();

            failsWith(result.get(120, TimeUnit.SECONDS), "cancelled");
        }
    }
}
