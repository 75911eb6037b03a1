/** The product as one interface, {@link dev.caxton.api.Caxton}, and the problems it can report. */
@NullMarked
package dev.caxton.api;

import org.jspecify.annotations.NullMarked;
