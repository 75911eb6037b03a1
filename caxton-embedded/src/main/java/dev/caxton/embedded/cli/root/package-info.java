/** Commands of one word. */
@NullMarked
package dev.caxton.embedded.cli.root;

import org.jspecify.annotations.NullMarked;
