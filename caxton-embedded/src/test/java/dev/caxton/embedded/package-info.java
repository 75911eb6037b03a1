/** Tests of the server over HTTP. */
@NullMarked
package dev.caxton.embedded;

import org.jspecify.annotations.NullMarked;
