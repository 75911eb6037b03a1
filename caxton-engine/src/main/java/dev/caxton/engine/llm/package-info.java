/** Chat models: chosen by provider and model, kept, tried again when a failure may pass. */
@NullMarked
package dev.caxton.engine.llm;

import org.jspecify.annotations.NullMarked;
