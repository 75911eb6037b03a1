/** Where ids come from. */
@NullMarked
package dev.caxton.engine.identity;

import org.jspecify.annotations.NullMarked;
