/** The engine: {@link dev.caxton.engine.EngineCaxton} is the whole product in this process. */
@NullMarked
package dev.caxton.engine;

import org.jspecify.annotations.NullMarked;
