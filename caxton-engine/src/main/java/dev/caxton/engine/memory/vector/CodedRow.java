package dev.caxton.engine.memory.vector;

/**
 * A vector for the index.
 *
 * @param rid its row in the database
 * @param key whose vector it is
 * @param group number by which filters know it
 * @param vector of the length that the index has
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record CodedRow(long rid, long key, int group, float[] vector) {}
