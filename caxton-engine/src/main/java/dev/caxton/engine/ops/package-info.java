/** Looking at the server from outside: health, metrics, events and what the process uses. Features report in. */
@NullMarked
package dev.caxton.engine.ops;

import org.jspecify.annotations.NullMarked;
