package dev.caxton.engine.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.api.memory.ForgetReport;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import dev.caxton.wire.WireJson;

/** Applies {@link RecordProof}: the outcome is the report, and no row changes. */
final class RecordProofApplier implements Applier<RecordProof> {

    @Override
    public String apply(RecordProof command, Operation operation, WriteTransaction tx) {
        try {
            return WireJson.mapper().writeValueAsString(command.report());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written as JSON", e);
        }
    }

    /** Reads what was recorded. */
    static ForgetReport parse(String outcome) {
        try {
            return WireJson.mapper().readValue(outcome, ForgetReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("recorded report is no JSON", e);
        }
    }
}
