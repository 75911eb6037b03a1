package dev.caxton.engine.memory;

/** How far the index is. */
enum IndexState {
    /** There is no model, so nothing to index. */
    OFF,
    /** Being read from its file, or brought up to date; finds a part of what there is. */
    LOADING,
    /** Being made anew from every vector; finds a part of what there is. */
    REBUILDING,
    /** Finds everything. */
    READY,
    /** The database could not be read. */
    FAILED
}
