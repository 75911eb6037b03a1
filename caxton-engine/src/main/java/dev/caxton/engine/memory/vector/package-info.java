/** Vectors as one bit a dimension: scanned whole, narrowed down, kept in a file beside the database. */
@NullMarked
package dev.caxton.engine.memory.vector;

import org.jspecify.annotations.NullMarked;
