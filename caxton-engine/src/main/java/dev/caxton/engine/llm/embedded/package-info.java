/**
 * The {@code embedded} provider: answers without a language model, by choosing tools whose arguments a request states,
 * and by quoting their results, memories and the agent's own texts.
 */
@NullMarked
package dev.caxton.engine.llm.embedded;

import org.jspecify.annotations.NullMarked;
