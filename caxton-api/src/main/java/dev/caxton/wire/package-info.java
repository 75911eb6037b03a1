/** The one JSON form of the product, shared by server, client and command line. */
@NullMarked
package dev.caxton.wire;

import org.jspecify.annotations.NullMarked;
