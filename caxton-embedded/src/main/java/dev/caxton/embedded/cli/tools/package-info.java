/** Tools on the command line. */
@NullMarked
package dev.caxton.embedded.cli.tools;

import org.jspecify.annotations.NullMarked;
