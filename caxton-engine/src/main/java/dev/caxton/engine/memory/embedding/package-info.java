/** Texts as vectors: the model, its tokenizer and its files. */
@NullMarked
package dev.caxton.engine.memory.embedding;

import org.jspecify.annotations.NullMarked;
