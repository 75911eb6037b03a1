/** Memory over HTTP. */
@NullMarked
package dev.caxton.war.memory;

import org.jspecify.annotations.NullMarked;
