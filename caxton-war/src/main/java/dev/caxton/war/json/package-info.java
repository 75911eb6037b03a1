/** JSON of requests and responses. */
@NullMarked
package dev.caxton.war.json;

import org.jspecify.annotations.NullMarked;
