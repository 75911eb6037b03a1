package dev.caxton.embedded.cli;

/** Whether a command or an option works, and if not why. */
public enum Availability {
    /** It does. */
    BUILT(' ', ""),
    /** Not yet. */
    PLANNED('?', "not built yet"),
    /** Only where several servers form a cluster, which is not built. */
    CLUSTER('%', "needs a cluster, which is not built yet"),
    /** Only with an external memory backend, which is not built. */
    BACKEND('$', "needs an external memory backend, which is not built yet");

    private final char mark;
    private final String remark;

    Availability(char mark, String remark) {
        this.mark = mark;
        this.remark = remark;
    }

    /** Why it does not work; empty if it does. */
    String remark() {
        return remark;
    }

    static Availability ofMark(char mark) {
        for (Availability availability : values()) {
            if (availability.mark == mark) {
                return availability;
            }
        }
        return BUILT;
    }
}
