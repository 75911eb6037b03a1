package dev.caxton.client;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param id its id; null if it has none
 * @param name its kind; {@code message} unless told
 * @param data its lines, joined by line feeds
 */
record ServerEvent(@Nullable String id, String name, String data) {}
