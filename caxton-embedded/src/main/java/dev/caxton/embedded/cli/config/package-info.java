/** The configuration on the command line. */
@NullMarked
package dev.caxton.embedded.cli.config;

import org.jspecify.annotations.NullMarked;
