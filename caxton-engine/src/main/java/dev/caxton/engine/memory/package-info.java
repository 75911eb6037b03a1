/** What agents remember: a graph and its vectors over SQLite, written by commands, searched by meaning. */
@NullMarked
package dev.caxton.engine.memory;

import org.jspecify.annotations.NullMarked;
