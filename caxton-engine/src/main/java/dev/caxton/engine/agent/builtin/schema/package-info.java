/** Input schemas of the built-in tools, and their arguments. */
@NullMarked
package dev.caxton.engine.agent.builtin.schema;

import org.jspecify.annotations.NullMarked;
