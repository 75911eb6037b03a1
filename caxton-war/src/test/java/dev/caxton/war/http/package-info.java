/** Tests without a server. */
@NullMarked
package dev.caxton.war.http;

import org.jspecify.annotations.NullMarked;
