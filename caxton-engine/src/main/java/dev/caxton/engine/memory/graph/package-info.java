/** The memory graph as arrays: neighbours of entities, walks over them, shortest paths. SQLite holds the truth. */
@NullMarked
package dev.caxton.engine.memory.graph;

import org.jspecify.annotations.NullMarked;
