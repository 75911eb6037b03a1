/** A program as its author writes it, for {@code ProgramIT} to run in a JVM of its own. */
@NullMarked
package dev.caxton.engine.program;

import org.jspecify.annotations.NullMarked;
