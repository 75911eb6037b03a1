/** Tests without a server. */
@NullMarked
package dev.caxton.war.security;

import org.jspecify.annotations.NullMarked;
