/** Messages and conversations, in the words of FIPA. */
@NullMarked
package dev.caxton.api.messaging;

import org.jspecify.annotations.NullMarked;
