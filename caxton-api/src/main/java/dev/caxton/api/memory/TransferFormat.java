package dev.caxton.api.memory;

import dev.caxton.api.WireName;

/** How memories are written to a file. All of them can be read again. */
public enum TransferFormat implements WireName {
    /** One JSON document with everything, history included. */
    JSON("json", "application/json"),
    /** The same, a line for each record. */
    JSONL("jsonl", "application/x-ndjson"),
    /** The same as {@link #JSON} with all vectors, and what another backend needs to know of them. */
    MIGRATION("migration", "application/json"),
    /** Lines as the MCP server {@code server-memory} keeps them: names, types, texts and relations, nothing else. */
    SERVER_MEMORY("server-memory", "application/x-ndjson");

    private final String wireName;
    private final String mediaType;

    TransferFormat(String wireName, String mediaType) {
        this.wireName = wireName;
        this.mediaType = mediaType;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Its media type. */
    public String mediaType() {
        return mediaType;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
