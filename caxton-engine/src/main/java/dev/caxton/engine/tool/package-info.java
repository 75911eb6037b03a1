/** Tools: found by name, called under permission, within limits, on the record. */
@NullMarked
package dev.caxton.engine.tool;

import org.jspecify.annotations.NullMarked;
