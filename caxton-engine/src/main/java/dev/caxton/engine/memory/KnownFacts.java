package dev.caxton.engine.memory;

import dev.caxton.engine.memory.Owners.Owner;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whether an entity has an observation already that says the same as a text. Thread-safe. */
final class KnownFacts {

    /** The newest observations of an entity that a text is compared with. */
    private static final int COMPARED = 500;

    private final Database database;
    private final EntityWriter writer;
    private final Embedder embedder;

    KnownFacts(Database database, EntityWriter writer, Embedder embedder) {
        this.database = database;
        this.writer = writer;
        this.embedder = embedder;
    }

    private record Known(String text, @Nullable Embedding vector) {}

    boolean has(Owner owner, String entityName, String text) {
        List<Known> known =
                database.read(tx -> GraphReads.byName(tx, owner.scope(), owner.agentId(), entityName.strip())
                        .map(row -> known(tx, row))
                        .orElse(List.of()));
        if (known.stream().anyMatch(fact -> SameFact.byWords(text, fact.text()))) {
            return true;
        }
        Embedding vector = known.isEmpty() ? null : writer.embed(List.of(text)).getFirst();
        return vector != null
                && known.stream()
                        .anyMatch(fact -> fact.vector() != null
                                && SameFact.byMeaning(
                                        text,
                                        fact.text(),
                                        cosine(vector.values(), fact.vector().values())));
    }

    private List<Known> known(ReadTransaction tx, Row entity) {
        return tx.query(
                "select o.content, v.vector from observations o left join embeddings v on v.owner_id ="
                        + " o.observation_id and v.model = ? and v.dimensions = ? where o.entity_id = ? and"
                        + " o.retracted_at is null order by o.rid desc limit ?",
                result -> new Known(result.getString(1), vector(result.getBytes(2))),
                embedder.model(),
                embedder.dimensions(),
                entity.text("entity_id"),
                COMPARED);
    }

    private static @Nullable Embedding vector(byte @Nullable [] bytes) {
        return bytes == null ? null : Embedding.ofBytes(bytes);
    }

    private static double cosine(float[] left, float[] right) {
        double product = 0;
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            product += left[i] * right[i];
        }
        return product;
    }
}
