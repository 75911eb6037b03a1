@NullMarked
package dev.caxton.engine.memory.upkeep;

import org.jspecify.annotations.NullMarked;
