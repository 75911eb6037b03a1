/** Tests of the gate. */
@NullMarked
package dev.caxton.gate;

import org.jspecify.annotations.NullMarked;
