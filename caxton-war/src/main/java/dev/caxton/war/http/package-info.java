/** What every request has in common: identity, limits, parameters, pages, streams. */
@NullMarked
package dev.caxton.war.http;

import org.jspecify.annotations.NullMarked;
