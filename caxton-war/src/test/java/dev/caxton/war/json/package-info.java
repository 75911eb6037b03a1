/** Tests without a server. */
@NullMarked
package dev.caxton.war.json;

import org.jspecify.annotations.NullMarked;
