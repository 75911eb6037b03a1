/** Vectors as four bits a dimension: their signs scanned whole, the rest used to narrow down; kept in a file beside the database. */
@NullMarked
package dev.caxton.engine.memory.vector;

import org.jspecify.annotations.NullMarked;
