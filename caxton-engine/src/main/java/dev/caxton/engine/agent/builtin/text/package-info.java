/** Tools for texts and JSON. */
@NullMarked
package dev.caxton.engine.agent.builtin.text;

import org.jspecify.annotations.NullMarked;
