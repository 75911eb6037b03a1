/** Distilling what was said to agents into what they remember. */
@NullMarked
package dev.caxton.engine.agent.recording;

import org.jspecify.annotations.NullMarked;
