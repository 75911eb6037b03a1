/** The log of the server process: configured in code, because reading XML costs a start more than everything it logs. */
@NullMarked
package dev.caxton.embedded.logging;

import org.jspecify.annotations.NullMarked;
