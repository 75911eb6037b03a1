/** Keys and callers. */
@NullMarked
package dev.caxton.engine.security;

import org.jspecify.annotations.NullMarked;
