/** Starting and stopping servers. */
@NullMarked
package dev.caxton.embedded.cli.server;

import org.jspecify.annotations.NullMarked;
