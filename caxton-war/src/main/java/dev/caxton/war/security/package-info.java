/** Who may come in. */
@NullMarked
package dev.caxton.war.security;

import org.jspecify.annotations.NullMarked;
