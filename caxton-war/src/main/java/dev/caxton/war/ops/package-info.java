/** Health, configuration, metrics, events, shutdown and the description of the interface over HTTP. */
@NullMarked
package dev.caxton.war.ops;

import org.jspecify.annotations.NullMarked;
