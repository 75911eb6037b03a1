package dev.caxton.embedded.cli.agents;

import dev.caxton.api.Caxton;
import dev.caxton.api.ExitCode;
import dev.caxton.api.Subscription;
import dev.caxton.api.agent.AgentLogEntry;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** {@code agents logs}. */
final class AgentLogs implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        Caxton caxton = invocation.caxton();
        Output output = invocation.output();
        AgentRef agent = AgentRef.of(invocation.subject());
        String level = invocation.text("--level");
        BlockingQueue<AgentLogEntry> further = new LinkedBlockingQueue<>();
        if (!invocation.has("--follow")) {
            show(output, caxton.agents().logs(agent, invocation.count("--tail", 100), level));
            return ExitCode.OK;
        }
        Subscription following = caxton.agents().followLogs(agent, level, further::add);
        try {
            List<AgentLogEntry> newest = caxton.agents().logs(agent, invocation.count("--tail", 100), level);
            newest.forEach(entry -> line(output, entry));
            output.flush();
            while (true) {
                AgentLogEntry entry = further.take();
                // What came between subscribing and listing is in both.
                if (!newest.contains(entry)) {
                    line(output, entry);
                    output.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        } finally {
            following.close();
        }
    }

    private static void show(Output output, List<AgentLogEntry> entries) {
        if (output.json()) {
            output.json(entries);
        } else {
            entries.forEach(entry -> line(output, entry));
        }
    }

    private static void line(Output output, AgentLogEntry entry) {
        if (output.json()) {
            output.json(entry);
        } else {
            output.line(entry.at() + " [" + entry.level().toUpperCase(Locale.ROOT) + "] " + entry.message());
        }
    }
}
