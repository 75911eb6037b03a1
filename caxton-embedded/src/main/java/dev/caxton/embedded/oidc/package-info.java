/** Tokens of an OpenID Connect issuer. */
@NullMarked
package dev.caxton.embedded.oidc;

import org.jspecify.annotations.NullMarked;
