/** Agents over HTTP. */
@NullMarked
package dev.caxton.war.agent;

import org.jspecify.annotations.NullMarked;
