/** The noun {@code security}: certificates, made and looked at without a server. */
@NullMarked
package dev.caxton.embedded.cli.security;

import org.jspecify.annotations.NullMarked;
