/** Running the server: health, configuration, events, shutdown. */
@NullMarked
package dev.caxton.api.ops;

import org.jspecify.annotations.NullMarked;
