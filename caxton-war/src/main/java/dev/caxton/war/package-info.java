/** The REST interface, for any Jakarta EE 10 server and for the embedded one. */
@NullMarked
package dev.caxton.war;

import org.jspecify.annotations.NullMarked;
