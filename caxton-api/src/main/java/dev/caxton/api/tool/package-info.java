/** Tools that agents may call. */
@NullMarked
package dev.caxton.api.tool;

import org.jspecify.annotations.NullMarked;
