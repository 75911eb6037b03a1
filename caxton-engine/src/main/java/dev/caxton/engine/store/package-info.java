/**
 * SQLite files: one writer with group commit, snapshot readers, row checksums, migrations, copies, the directory's
 * lock.
 *
 * <p>Every change is a {@link dev.caxton.engine.store.Command} that an {@link dev.caxton.engine.store.Applier} carries
 * out inside {@link dev.caxton.engine.store.Database}; reads never pass through that door.
 */
@NullMarked
package dev.caxton.engine.store;

import org.jspecify.annotations.NullMarked;
