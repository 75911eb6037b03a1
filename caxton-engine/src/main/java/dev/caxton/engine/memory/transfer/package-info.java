/** Memories in files: reading records with all that may be wrong with them, and writing them. Knows no database. */
@NullMarked
package dev.caxton.engine.memory.transfer;

import org.jspecify.annotations.NullMarked;
