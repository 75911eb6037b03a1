package dev.caxton.api.memory;

import java.time.Instant;
import java.util.List;

/**
 * What was forgotten, and where its text may still be.
 *
 * @param id the entity or observation
 * @param entitiesDeleted number of entities, 0 or 1
 * @param observationsDeleted number of observations, those of the history included
 * @param relationsDeleted number of relations, those of the history included
 * @param vectorsDeleted number of vectors
 * @param verified whether the database and its log are proved to hold none of the texts any more: they were searched, or,
 *     where a restart came between and nobody knows the texts, written anew without them
 * @param forgottenAt when it was deleted
 * @param remaining what this does not reach: messages, backups and the like that hold, or may hold, the text
 */
public record ForgetReport(
        String id,
        int entitiesDeleted,
        int observationsDeleted,
        int relationsDeleted,
        int vectorsDeleted,
        boolean verified,
        Instant forgottenAt,
        List<Remainder> remaining) {
    public ForgetReport {
        remaining = List.copyOf(remaining);
    }

    /**
     * A place where the text still is, or may be.
     *
     * @param kind {@code message} or {@code backup}
     * @param reference id of the message, or name of the file; {@code unknown} for messages that could not be searched, since
     *     nobody knows the text any more
     * @param certain whether the text was found there; false for what was not searched
     */
    public record Remainder(String kind, String reference, boolean certain) {}
}
