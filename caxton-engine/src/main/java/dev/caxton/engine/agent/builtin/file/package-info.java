/** Files of agents, each in a directory of its own. */
@NullMarked
package dev.caxton.engine.agent.builtin.file;

import org.jspecify.annotations.NullMarked;
