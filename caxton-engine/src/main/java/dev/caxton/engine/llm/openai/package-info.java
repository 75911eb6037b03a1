/** The {@code openai} provider: any server that speaks OpenAI's chat completions, through LangChain4j. */
@NullMarked
package dev.caxton.engine.llm.openai;

import org.jspecify.annotations.NullMarked;
