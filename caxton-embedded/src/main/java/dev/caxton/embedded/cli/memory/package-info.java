/** Memory on the command line. */
@NullMarked
package dev.caxton.embedded.cli.memory;

import org.jspecify.annotations.NullMarked;
