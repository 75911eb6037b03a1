/** The built-in tools. */
@NullMarked
package dev.caxton.engine.agent.builtin;

import org.jspecify.annotations.NullMarked;
