/** Agents on the command line. */
@NullMarked
package dev.caxton.embedded.cli.agents;

import org.jspecify.annotations.NullMarked;
