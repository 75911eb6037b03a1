package dev.caxton.engine.messaging;

import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.api.messaging.Performative;
import dev.caxton.engine.store.Command;

/**
 * Stores the answer to a message; a message that has its answer keeps it.
 *
 * @param question the message that is answered
 * @param answer id of the answer
 * @param performative act of the answer
 * @param content text of the answer
 * @param status what the question becomes: processed or failed
 * @param detail how the answer came about, as JSON
 * @param toBeRecorded whether what was said is to be distilled into memories
 */
record RecordAnswer(
        MessageId question,
        MessageId answer,
        Performative performative,
        String content,
        MessageStatus status,
        String detail,
        boolean toBeRecorded)
        implements Command {
    @Override
    public String kind() {
        return "record_answer";
    }

    @Override
    public String subject() {
        return question.toString();
    }
}
