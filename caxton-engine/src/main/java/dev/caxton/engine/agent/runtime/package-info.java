/** Config agents answering: recall, prompt, model, tools, reply. */
@NullMarked
package dev.caxton.engine.agent.runtime;

import org.jspecify.annotations.NullMarked;
