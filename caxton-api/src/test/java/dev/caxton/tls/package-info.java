/** Tests of certificates and keys. */
@org.jspecify.annotations.NullMarked
package dev.caxton.tls;
