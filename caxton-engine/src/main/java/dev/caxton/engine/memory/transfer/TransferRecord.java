package dev.caxton.engine.memory.transfer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record of a file. Times are milliseconds since 1970; null is what the record does not say. */
public sealed interface TransferRecord {

    /**
     * An entity with what is known of it.
     *
     * @param id its id
     * @param name its name
     * @param type its type
     * @param scope who shares it, as a word
     * @param agent id, slug or name of its owner
     * @param metadata JSON object
     * @param createdAt when it was stored
     * @param updatedAt when it was changed
     * @param version counts its changes
     * @param validFrom from when it is there in the world
     * @param validTo until when
     * @param continued whether it goes on with the record before
     * @param observations what is known of it
     * @param versions its versions before
     * @param vector of its name and type
     */
    record Entity(
            @Nullable String id,
            String name,
            String type,
            @Nullable String scope,
            @Nullable String agent,
            String metadata,
            @Nullable Long createdAt,
            @Nullable Long updatedAt,
            @Nullable Long version,
            @Nullable Long validFrom,
            @Nullable Long validTo,
            boolean continued,
            List<Fact> observations,
            List<Version> versions,
            @Nullable Vector vector)
            implements TransferRecord {}

    /**
     * An observation.
     *
     * @param id its id
     * @param content the fact
     * @param source where it comes from
     * @param author slug of the agent that stored it
     * @param confidence 0 to 1
     * @param createdAt when it was stored
     * @param retractedAt when it was taken back; null also while it is believed
     * @param validFrom from when it is true
     * @param validTo until when
     * @param replaces id of the one that it replaced
     * @param vector of its text
     */
    record Fact(
            @Nullable String id,
            String content,
            @Nullable String source,
            @Nullable String author,
            @Nullable Double confidence,
            @Nullable Long createdAt,
            @Nullable Long retractedAt,
            @Nullable Long validFrom,
            @Nullable Long validTo,
            @Nullable String replaces,
            @Nullable Vector vector) {}

    /**
     * An entity as it was.
     *
     * @param version counts from 1
     * @param metadata JSON object
     * @param validFrom from when it is there in the world
     * @param validTo until when
     * @param recordedAt since when this was believed
     * @param supersededAt until when
     */
    record Version(
            long version,
            String metadata,
            long validFrom,
            @Nullable Long validTo,
            long recordedAt,
            long supersededAt) {}

    /** A vector and the model that made it. */
    final class Vector {
        private final String model;
        private final float[] values;

        /** The array is not copied: leave it unchanged. */
        public Vector(String model, float[] values) {
            this.model = model;
            this.values = values;
        }

        public String model() {
            return model;
        }

        /** Leave it unchanged. */
        public float[] values() {
            return values;
        }
    }

    /**
     * A relation.
     *
     * @param id its id
     * @param from id or name of the entity it starts at
     * @param to id or name of the entity it points to
     * @param fromName name of that entity, where {@code from} is an id
     * @param toName as {@code fromName}
     * @param type its type
     * @param scope who shares it, as a word
     * @param agent id, slug or name of its owner
     * @param strength 0 to 1
     * @param confidence 0 to 1
     * @param metadata JSON object
     * @param createdAt when it was stored
     * @param retractedAt when it was taken back; null also while it is believed
     * @param validFrom from when it is true
     * @param validTo until when
     * @param replaces id of the one that it replaced
     */
    record Relation(
            @Nullable String id,
            String from,
            String to,
            @Nullable String fromName,
            @Nullable String toName,
            String type,
            @Nullable String scope,
            @Nullable String agent,
            @Nullable Double strength,
            @Nullable Double confidence,
            String metadata,
            @Nullable Long createdAt,
            @Nullable Long retractedAt,
            @Nullable Long validFrom,
            @Nullable Long validTo,
            @Nullable String replaces)
            implements TransferRecord {}

    /** What an export says of itself at its beginning. */
    record Header() implements TransferRecord {}

    /**
     * The end of an export, which says how many records it has.
     *
     * @param entities records of entities
     * @param relations records of relations
     */
    record End(long entities, long relations) implements TransferRecord {}
}
