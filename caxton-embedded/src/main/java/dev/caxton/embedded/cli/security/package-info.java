/** Keys, the audit trail and certificates on the command line. */
@NullMarked
package dev.caxton.embedded.cli.security;

import org.jspecify.annotations.NullMarked;
