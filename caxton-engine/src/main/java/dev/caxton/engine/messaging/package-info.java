/** Messages and conversations: accepted means committed, answered once in effect, in order within a conversation. */
@NullMarked
package dev.caxton.engine.messaging;

import org.jspecify.annotations.NullMarked;
