/** How problems look over HTTP. */
@NullMarked
package dev.caxton.war.problem;

import org.jspecify.annotations.NullMarked;
