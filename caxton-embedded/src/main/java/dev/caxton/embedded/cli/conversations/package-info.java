/** Conversations on the command line. */
@NullMarked
package dev.caxton.embedded.cli.conversations;

import org.jspecify.annotations.NullMarked;
