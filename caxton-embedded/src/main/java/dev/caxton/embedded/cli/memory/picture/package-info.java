/** Pictures of the memory graph: SVG that is laid out here, and text for Graphviz and Mermaid. */
@NullMarked
package dev.caxton.embedded.cli.memory.picture;

import org.jspecify.annotations.NullMarked;
