/** Agent files: text to definition, with every problem found at once and its place. */
@NullMarked
package dev.caxton.engine.agent.file;

import org.jspecify.annotations.NullMarked;
