package dev.caxton.api.messaging;

import dev.caxton.api.WireName;

/** The communicative acts of FIPA SC00037, spelled as FIPA does. */
public enum Performative implements WireName {
    /** Accepts a proposal made before. */
    ACCEPT_PROPOSAL("accept-proposal"),
    /** Agrees to perform an action. */
    AGREE("agree"),
    /** No longer wants an action performed. */
    CANCEL("cancel"),
    /** Calls for proposals to perform an action. */
    CALL_FOR_PROPOSAL("cfp"),
    /** Confirms that something doubted is true. */
    CONFIRM("confirm"),
    /** Says that something believed is false. */
    DISCONFIRM("disconfirm"),
    /** Tried to perform an action and failed. */
    FAILURE("failure"),
    /** Says that something is true. */
    INFORM("inform"),
    /** Will say whether something is true. */
    INFORM_IF("inform-if"),
    /** Will say what an expression stands for. */
    INFORM_REF("inform-ref"),
    /** Did not understand a message. */
    NOT_UNDERSTOOD("not-understood"),
    /** Asks to pass a message on. */
    PROPAGATE("propagate"),
    /** Proposes to perform an action. */
    PROPOSE("propose"),
    /** Asks to select agents and pass a message to them. */
    PROXY("proxy"),
    /** Asks whether something is true. */
    QUERY_IF("query-if"),
    /** Asks what an expression stands for. */
    QUERY_REF("query-ref"),
    /** Refuses to perform an action, with the reason. */
    REFUSE("refuse"),
    /** Rejects a proposal. */
    REJECT_PROPOSAL("reject-proposal"),
    /** Asks to perform an action. */
    REQUEST("request"),
    /** Asks to perform an action once something is true. */
    REQUEST_WHEN("request-when"),
    /** Asks to perform an action each time something becomes true. */
    REQUEST_WHENEVER("request-whenever"),
    /** Asks to be told a value whenever it changes. */
    SUBSCRIBE("subscribe");

    private final String wireName;

    Performative(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
