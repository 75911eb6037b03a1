/** A conversation with an agent in the terminal. */
@NullMarked
package dev.caxton.embedded.cli.chat;

import org.jspecify.annotations.NullMarked;
