/** Tables out of CSV text, and figures about them. */
@NullMarked
package dev.caxton.engine.agent.builtin.table;

import org.jspecify.annotations.NullMarked;
