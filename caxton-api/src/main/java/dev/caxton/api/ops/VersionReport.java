package dev.caxton.api.ops;

/**
 * What is running.
 *
 * @param version version of Caxton
 * @param java version of the Java runtime
 * @param sqlite version of SQLite
 */
public record VersionReport(String version, String java, String sqlite) {}
