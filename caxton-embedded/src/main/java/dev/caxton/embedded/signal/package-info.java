/** Signals of the operating system, for the server and the command line alike. */
@NullMarked
package dev.caxton.embedded.signal;

import org.jspecify.annotations.NullMarked;
