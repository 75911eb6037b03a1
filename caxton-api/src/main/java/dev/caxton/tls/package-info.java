/**
 * Certificates and private keys in PEM files: reading them, making TLS of them, and a small certificate authority. The JDK
 * is all it needs.
 */
@NullMarked
package dev.caxton.tls;

import org.jspecify.annotations.NullMarked;
