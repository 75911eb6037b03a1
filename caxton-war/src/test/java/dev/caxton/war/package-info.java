/** Tests of what the REST interface promises in writing. */
@NullMarked
package dev.caxton.war;

import org.jspecify.annotations.NullMarked;
