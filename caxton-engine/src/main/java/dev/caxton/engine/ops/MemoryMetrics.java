package dev.caxton.engine.ops;

/** Metrics of the memory. Thread-safe. */
public final class MemoryMetrics {

    private final LatencyWindow searches = new LatencyWindow();
    private final LatencyWindow embeddings = new LatencyWindow();
    private final Tally entitiesCreated;
    private final Tally relationsCreated;

    /** Registers them. */
    public MemoryMetrics(Metrics metrics, MemoryFigures figures) {
        for (String name : new String[] {"caxton_memory_entities_total", "caxton_memory_entity_count"}) {
            metrics.gauge(name, "Entities.", figures::entities);
        }
        for (String name : new String[] {"caxton_memory_relations_total", "caxton_memory_relation_count"}) {
            metrics.gauge(name, "Relations.", figures::relations);
        }
        metrics.gauge(
                "caxton_memory_usage_percentage",
                "Share of the recommended number of entities that is used, in percent.",
                figures::usagePercent);
        for (String name : new String[] {
            "caxton_memory_sqlite_size_bytes", "caxton_memory_database_size_bytes", "caxton_memory_storage_usage_bytes"
        }) {
            metrics.gauge(name, "Size of the database file.", figures::databaseBytes);
        }
        metrics.gauge("caxton_memory_graph_bytes", "Bytes of the graph on the heap.", figures::graphBytes);
        for (String name : new String[] {"caxton_memory_cache_hit_rate", "caxton_memory_cache_hit_ratio"}) {
            metrics.gauge(
                    name, "Part of embeddings from the cache, 0 to 1.", figures::cacheHitRate, "type", "embedding");
        }
        metrics.gauge("caxton_memory_vectors", "Vectors that can be found.", figures::vectors);
        metrics.gauge("caxton_memory_vectors_pending", "Texts to be embedded.", figures::vectorsPending);
        metrics.gauge("caxton_memory_vector_index_bytes", "Memory of the vector index.", figures::vectorBytes);
        metrics.gauge(
                "caxton_memory_vector_index_ready",
                "1 where the vector index is complete, else 0.",
                () -> figures.vectorsReady() ? 1 : 0);
        metrics.counted(
                "caxton_memory_texts_truncated_total", "Texts longer than the model reads.", figures::textsTruncated);
        metrics.summary("caxton_memory_search_latency_seconds", "Time of a search.", searches);
        metrics.histogram("caxton_memory_search_duration_seconds", "Time of a search.", searches);
        metrics.gauge(
                "caxton_memory_search_latency_p99",
                "99th percentile of recent searches in seconds.",
                () -> searches.snapshot().p99());
        metrics.counted(
                "caxton_memory_search_queries_total",
                "Searches.",
                () -> searches.snapshot().count());
        metrics.histogram("caxton_memory_embedding_duration_seconds", "Time to embed a text.", embeddings);
        entitiesCreated = metrics.counter("caxton_memory_entities_created_total", "Entities created since the start.");
        relationsCreated =
                metrics.counter("caxton_memory_relations_created_total", "Relations created since the start.");
    }

    /** Times of searches. */
    public LatencyWindow searches() {
        return searches;
    }

    /** Times to embed a text. */
    public LatencyWindow embeddings() {
        return embeddings;
    }

    /** Entities created. */
    public Tally entitiesCreated() {
        return entitiesCreated;
    }

    /** Relations created. */
    public Tally relationsCreated() {
        return relationsCreated;
    }
}
