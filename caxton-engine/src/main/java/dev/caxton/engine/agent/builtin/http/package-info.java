/** The {@code http_client} tool, which reaches public addresses only. */
@NullMarked
package dev.caxton.engine.agent.builtin.http;

import org.jspecify.annotations.NullMarked;
