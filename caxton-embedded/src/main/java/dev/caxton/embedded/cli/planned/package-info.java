/** What is documented and not built yet. */
@NullMarked
package dev.caxton.embedded.cli.planned;

import org.jspecify.annotations.NullMarked;
