/** Configuration as a tree of records, read from every source with all problems reported together. */
@NullMarked
package dev.caxton.engine.config;

import org.jspecify.annotations.NullMarked;
