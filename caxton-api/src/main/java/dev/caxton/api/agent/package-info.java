/** Agents: what an author writes, what the server reports, and how definitions come and go. */
@NullMarked
package dev.caxton.api.agent;

import org.jspecify.annotations.NullMarked;
