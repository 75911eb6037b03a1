/** Caxton in one process: the REST interface on Jetty, with Weld and Jersey. */
@NullMarked
package dev.caxton.embedded;

import org.jspecify.annotations.NullMarked;
