package dev.caxton.war.ops;

import dev.caxton.api.ops.ServerState;
import java.util.List;
import java.util.Map;

/**
 * An answer of MicroProfile Health.
 *
 * @param status {@code UP} if every check is, else {@code DOWN}
 * @param checks what was looked at
 */
public record ProbeReport(String status, List<Check> checks) {

    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    public ProbeReport {
        checks = List.copyOf(checks);
    }

    /**
     * One thing that was looked at.
     *
     * @param name what
     * @param status {@code UP} or {@code DOWN}
     * @param data {@code status}: the state of the server
     */
    public record Check(String name, String status, Map<String, String> data) {
        public Check {
            data = Map.copyOf(data);
        }
    }

    static ProbeReport of(List<Probe> probes, ServerState state) {
        boolean up = probes.stream().allMatch(probe -> probe.isUp(state));
        return new ProbeReport(
                word(up),
                probes.stream()
                        .map(probe ->
                                new Check(probe.check(), word(probe.isUp(state)), Map.of("status", state.wireName())))
                        .toList());
    }

    private static String word(boolean up) {
        return up ? UP : DOWN;
    }

    boolean up() {
        return status.equals(UP);
    }
}
