package example;

import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.ops.Operations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** A bean that asks agents. */
@ApplicationScoped
public class FrontOffice {

    @Inject
    Messages messages;

    @Inject
    Operations operations;

    /** Asks the clerk, and says what it answered. */
    public void ask(String question) {
        operations.awaitReady(Duration.ofMinutes(1)); // for the embedding model, a second or two after the first use
        AgentReply reply = messages.ask(AgentRef.of("clerk"), AgentRequest.of(question));
        System.out.println("the clerk used " + reply.toolsUsed());
        System.out.println(reply.reply().content());
    }
}
