package dev.caxton.engine.tool;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where tools are called: permission, arguments, time, number at once and size of the result are checked
 * here, and each call is put on record. Nothing that a tool does or throws gets past it but a {@link ToolResult}.
 * Thread-safe.
 */
public final class ToolInvoker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ToolInvoker.class);

    private final ToolRegistry registry;
    private final ToolPolicy policy;
    private final ToolAudit audit;
    private final Clock clock;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("tool-", 0).factory());

    /** Calls the registry's tools by the policy's rules. */
    public ToolInvoker(ToolRegistry registry, ToolPolicy policy, ToolAudit audit, Clock clock) {
        this.registry = registry;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
        this.places = new Semaphore(policy.maxConcurrent(), true);
    }

    /** Begins one answer: calls are counted, and artifacts of earlier calls can be referred to. */
    public ToolSession open(ToolCaller caller) {
        return new ToolSession(this, caller);
    }

    ToolResult call(ToolCaller caller, String name, Map<String, Object> given, int callsBefore, ArtifactShelf shelf) {
        Instant begin = clock.instant();
        ToolResult result = guarded(caller, name, given, callsBefore, shelf, begin);
        String code = result instanceof ToolResult.Failure failure ? failure.code() : null;
        Duration took = Duration.between(begin, clock.instant());
        audit.called(new ToolAudit.Entry(
                begin, caller.agent(), caller.conversationId(), Values.cut(name), code == null, code, took));
        return result;
    }

    private ToolResult guarded(
            ToolCaller caller,
            String name,
            Map<String, Object> given,
            int callsBefore,
            ArtifactShelf shelf,
            Instant begin) {
        Optional<ToolResult.Failure> refusal = policy.refusal(caller, name, callsBefore);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Tool tool = registry.find(name).orElse(null);
        if (tool == null) {
            return unknown(name);
        }
        Map<String, Object> arguments;
        try {
            arguments = shelf.resolve(tool.descriptor(), given);
        } catch (ToolFailedException e) {
            return e.failure();
        }
        List<String> violations = new ArgumentSchema(tool.descriptor().inputSchema()).violations(arguments);
        if (!violations.isEmpty()) {
            return ToolPolicy.failure(
                    "invalid_arguments",
                    "Arguments of tool '" + name + "' do not fit: " + String.join("; ", violations),
                    "The tool's input schema is in GET /api/v1/tools.");
        }
        ToolCall call = new ToolCall(
                arguments, caller.agent(), caller.conversationId(), caller.parameters(), begin.plus(policy.timeout()));
        return limited(tool, call);
    }

    private ToolResult unknown(String name) {
        List<String> near = registry.nearMisses(name);
        return ToolPolicy.failure(
                "unknown_tool",
                "Tool '" + Values.cut(name) + "' is not registered"
                        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"),
                "GET /api/v1/tools lists the tools of this server.");
    }

    private ToolResult limited(Tool tool, ToolCall call) {
        String name = tool.descriptor().name();
        long deadline = System.nanoTime() + policy.timeout().toNanos();
        try {
            if (!places.tryAcquire(policy.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                return new ToolResult.Failure(
                        "busy",
                        "Tool '" + name + "' waited " + policy.timeout() + " for one of " + policy.maxConcurrent()
                                + " places",
                        "Try again later, or raise tools.max_concurrent.",
                        true);
            }
            FutureTask<ToolResult> task = new FutureTask<>(() -> tool.call(call));
            start(task);
            return await(task, name, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return cancelled(name);
        }
    }

    /** The place is given back when the tool has really ended, not when its caller stops waiting for it. */
    private void start(FutureTask<ToolResult> task) {
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException e) {
            places.release();
            throw CaxtonException.of(Problem.of(ProblemType.DRAINING, "Tools are shut down", null), e);
        }
    }

    private ToolResult await(FutureTask<ToolResult> future, String name, long deadline) {
        try {
            return sized(name, future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            future.cancel(true);
            return new ToolResult.Failure(
                    "timeout",
                    "Tool '" + name + "' did not return within "
                            + policy.timeout().toMillis() + " ms",
                    "Ask for less, or raise tools.timeout.",
                    true);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return cancelled(name);
        } catch (ExecutionException e) {
            return failed(name, e.getCause());
        }
    }

    private static ToolResult failed(String name, @Nullable Throwable cause) {
        if (cause instanceof ToolFailedException failed) {
            return failed.failure();
        }
        if (cause instanceof CaxtonException problem) {
            return new ToolResult.Failure(
                    problem.type().name().toLowerCase(Locale.ROOT),
                    problem.problem().detail(),
                    problem.hint(),
                    problem.type().retryable());
        }
        LOG.atError().addKeyValue("tool", name).setCause(cause).log("Tool failed unexpectedly");
        return ToolPolicy.failure(
                "internal_error",
                "Tool '" + name + "' failed unexpectedly with "
                        + (cause == null ? "no cause" : cause.getClass().getSimpleName()),
                "The server's log has the details.");
    }

    private static ToolResult cancelled(String name) {
        return new ToolResult.Failure("cancelled", "Call of tool '" + name + "' was cancelled", null, true);
    }

    private ToolResult sized(String name, @Nullable ToolResult result) {
        if (result == null) {
            return failed(name, new IllegalStateException("Tool '" + name + "' returned null"));
        }
        if (!(result instanceof ToolResult.Success success)) {
            return result;
        }
        long limit = policy.maxResultSize().bytes();
        long size = Values.size(success.text(), limit) + Values.size(success.data(), limit);
        for (ToolResult.Artifact artifact : success.artifacts()) {
            size += size > limit ? 0 : Values.size(artifact.value(), limit - size);
        }
        if (size <= limit) {
            return result;
        }
        return ToolPolicy.failure(
                "result_too_large",
                "Result of tool '" + name + "' has more than " + limit + " bytes",
                "Ask for less, or raise tools.max_result_size.");
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
