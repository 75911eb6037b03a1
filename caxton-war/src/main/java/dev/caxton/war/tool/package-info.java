/** Tools over HTTP. */
@NullMarked
package dev.caxton.war.tool;

import org.jspecify.annotations.NullMarked;
