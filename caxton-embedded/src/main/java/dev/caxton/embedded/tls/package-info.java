/** Encryption of the ports: reads certificates, and takes new ones while the server runs. */
@NullMarked
package dev.caxton.embedded.tls;

import org.jspecify.annotations.NullMarked;
