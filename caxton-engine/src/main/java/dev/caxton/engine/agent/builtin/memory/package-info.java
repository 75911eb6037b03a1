/** Tools over the memory of the agent that calls. */
@NullMarked
package dev.caxton.engine.agent.builtin.memory;

import org.jspecify.annotations.NullMarked;
