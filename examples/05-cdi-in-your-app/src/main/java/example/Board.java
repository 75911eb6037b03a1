package example;

import dev.caxton.api.ops.event.AgentFailed;
import dev.caxton.api.ops.event.AgentStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Notes what happens to agents. */
@ApplicationScoped
public class Board {

    private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

    void started(@ObservesAsync AgentStarted event) {
        notes.add("agent " + event.agent() + " started, version " + event.version());
    }

    void failed(@ObservesAsync AgentFailed event) {
        notes.add("agent " + event.agent() + " failed: " + event.problems());
    }

    /** The next note; waits for it. */
    public String next() throws InterruptedException {
        return notes.poll(30, TimeUnit.SECONDS);
    }
}
