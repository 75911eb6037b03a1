package dev.caxton.engine.ops;

import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.ModelState;

/** What health reports count and name; supplied by whoever knows all features. */
public interface HealthFigures {

    /** Agents that are not stopped; takes no lock and does no input or output. */
    AgentsHealth agents();

    /** How the embedding model is; takes no lock and does no input or output. */
    ModelState embeddingModel();

    /** {@code ok}, or what is wrong with the databases; may block for a while. */
    String databases();

    /** Number of entities in the memory; may block for a while. */
    long entities();
}
