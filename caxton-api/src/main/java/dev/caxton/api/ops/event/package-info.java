/** What happens in a server, typed: {@link dev.caxton.api.ops.event.Occurrence}. */
@NullMarked
package dev.caxton.api.ops.event;

import org.jspecify.annotations.NullMarked;
