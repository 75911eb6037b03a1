package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;
import java.util.List;

/**
 * Several entities are to be there; one whose name is taken by another type is left out.
 *
 * @param batchId what the answer calls them
 * @param entities each as if it came alone
 * @param fingerprint tells this request from others, so that an operation id cannot serve two
 */
record CreateEntities(String batchId, List<CreateEntity> entities, String fingerprint) implements Command {

    @Override
    public String kind() {
        return "create_entities";
    }

    @Override
    public String subject() {
        return batchId + " " + fingerprint;
    }
}
