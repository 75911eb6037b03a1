/** Tests of the log's forms. */
@NullMarked
package dev.caxton.embedded.logging;

import org.jspecify.annotations.NullMarked;
