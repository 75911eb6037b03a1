/** Files to running agents: what changed, what is to be done about it, and the watch over the directory. */
@NullMarked
package dev.caxton.engine.agent.reload;

import org.jspecify.annotations.NullMarked;
