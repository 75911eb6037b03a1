/** Keeping the memory small, clean and fast: usage, trends, checks, cleanup, optimisation. */
@NullMarked
package dev.caxton.engine.memory.upkeep;

import org.jspecify.annotations.NullMarked;
