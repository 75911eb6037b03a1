package dev.caxton.api;

import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every {@link Caxton} keeps, whether the engine runs in this process or behind HTTP.
 *
 * <p>A subclass supplies one; its server may be shared by all tests and may have agents of its own, but none whose name
 * begins with {@code contract-}. Chat models are not needed: every agent here is answered by the provider {@code
 * embedded}.
 */
public abstract class CaxtonContract
        implements AgentsContract,
                AgentFilesContract,
                MessagesContract,
                ConversationsContract,
                MemoryContract,
                MemorySearchContract,
                HostileMemoryContract,
                OperationsContract {

    /** A contract for a subclass to fulfil. */
    protected CaxtonContract() {
        // What is under test comes from the subclass's methods.
    }

    @BeforeEach
    void modelIsLoaded() {
        awaitModel();
    }

    @AfterEach
    void contractAgentsAreRemoved() {
        for (AgentDescription agent : caxton().agents()
                .list(new AgentFilter(null, EnumSet.complementOf(EnumSet.of(AgentState.STOPPED)), null))) {
            if (agent.slug().startsWith(PREFIX)) {
                caxton().agents().remove(AgentRef.of(agent.slug()));
            }
        }
    }
}
