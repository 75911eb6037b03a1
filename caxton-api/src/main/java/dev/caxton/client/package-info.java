/** A {@link dev.caxton.api.Caxton} that speaks HTTP to a running server. */
@NullMarked
package dev.caxton.client;

import org.jspecify.annotations.NullMarked;
