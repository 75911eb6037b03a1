/** What a server loads first of the WAR, for Java 11, so that a server that lacks something is told what. */
@NullMarked
package dev.caxton.gate;

import org.jspecify.annotations.NullMarked;
