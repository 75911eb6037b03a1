/** Charts as SVG and PNG. */
@NullMarked
package dev.caxton.engine.agent.builtin.chart;

import org.jspecify.annotations.NullMarked;
