/** Messages and conversations over HTTP. */
@NullMarked
package dev.caxton.war.messaging;

import org.jspecify.annotations.NullMarked;
