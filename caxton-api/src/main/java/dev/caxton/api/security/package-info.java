/** Who may do what: keys, roles and the caller of an operation. */
@NullMarked
package dev.caxton.api.security;

import org.jspecify.annotations.NullMarked;
