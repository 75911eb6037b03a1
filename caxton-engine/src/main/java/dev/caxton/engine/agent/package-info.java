/** Agents: what is there, under which names, in which version, and how definitions come and go. */
@NullMarked
package dev.caxton.engine.agent;

import org.jspecify.annotations.NullMarked;
