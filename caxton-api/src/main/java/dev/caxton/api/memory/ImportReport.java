package dev.caxton.api.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an import.
 *
 * @param importId goes on with it, where it was interrupted
 * @param complete whether all good records were written, or could be where only validation was asked for; false where a bad
 *     one, without leave to skip it, ended the writing
 * @param recordsRead entities and relations in the input; those that cannot be told to be one are not counted
 * @param entitiesImported new entities
 * @param entitiesUpdated entities that were there and got something new
 * @param entitiesSkipped entities that were there and stay as they are
 * @param observationsImported new observations
 * @param relationsImported new relations
 * @param relationsUpdated relations that were replaced
 * @param relationsSkipped relations that were there and stay as they are
 * @param conflictsResolved entities and relations that were there already
 * @param problemsFound number of bad records and other defects
 * @param problems the first 1,000 of them, by place
 * @param processingTimeMs milliseconds
 */
public record ImportReport(
        String importId,
        boolean complete,
        long recordsRead,
        long entitiesImported,
        long entitiesUpdated,
        long entitiesSkipped,
        long observationsImported,
        long relationsImported,
        long relationsUpdated,
        long relationsSkipped,
        long conflictsResolved,
        long problemsFound,
        List<Defect> problems,
        double processingTimeMs) {
    /** Defects that are listed; the others are counted. */
    public static final int MOST_LISTED = 1_000;

    public ImportReport {
        problems = List.copyOf(problems);
    }

    /**
     * Something that cannot be taken in.
     *
     * @param line line in the input, from 1
     * @param byteInLine byte in that line, from 1; null where the whole record is meant
     * @param path place in the record as a JSON path, such as {@code $.observations[3]}
     * @param message what is wrong
     */
    public record Defect(long line, @Nullable Long byteInLine, String path, String message) {

        /** One line of text. */
        @Override
        public String toString() {
            return "line " + line + (byteInLine == null ? "" : ", byte " + byteInLine) + ", " + path + ": " + message;
        }
    }
}
