package dev.caxton.engine.agent;

import dev.caxton.api.agent.AgentState;
import java.time.Instant;

/** Where an agent is in its life; the methods are the legal transitions. */
sealed interface AgentLifecycle {

    /** When it came into this state. */
    Instant since();

    /** The word for it. */
    AgentState state();

    /** A definition is in force. */
    record Running(Instant since) implements AgentLifecycle {
        @Override
        public AgentState state() {
            return AgentState.RUNNING;
        }

        Stopped stopped(Instant at) {
            return new Stopped(at);
        }
    }

    /** There is a file, and no definition that could be in force. */
    record Failed(Instant since) implements AgentLifecycle {
        @Override
        public AgentState state() {
            return AgentState.FAILED;
        }

        Running corrected(Instant at) {
            return new Running(at);
        }

        Stopped removed(Instant at) {
            return new Stopped(at);
        }
    }

    /** Its file is gone; history and memory stay. */
    record Stopped(Instant since) implements AgentLifecycle {
        @Override
        public AgentState state() {
            return AgentState.STOPPED;
        }

        Running returned(Instant at) {
            return new Running(at);
        }
    }

    /** This state after a definition came into force. */
    default Running running(Instant at) {
        return switch (this) {
            case Running running -> running;
            case Failed failed -> failed.corrected(at);
            case Stopped stopped -> stopped.returned(at);
        };
    }

    /** This state after the file went. */
    default Stopped gone(Instant at) {
        return switch (this) {
            case Running running -> running.stopped(at);
            case Failed failed -> failed.removed(at);
            case Stopped stopped -> stopped;
        };
    }
}
