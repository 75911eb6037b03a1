/** The WAR in real application servers. */
@NullMarked
package dev.caxton.war.server;

import org.jspecify.annotations.NullMarked;
