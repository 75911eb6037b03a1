/** Ports for tests: one that nobody listens at, and free ones for servers. */
@org.jspecify.annotations.NullMarked
package dev.caxton.port;
