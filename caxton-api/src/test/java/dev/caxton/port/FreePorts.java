package dev.caxton.port;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ports for servers that cannot be told to take any. They are below those that the system hands out itself, to sockets that ask
 * for any port and to connections that go out, so that none of these takes one between here and the server's start; and no
 * port is given twice in this JVM.
 */
public final class FreePorts {

    private static final int ATTEMPTS = 2_000;
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** A free port. */
    public static int next() {
        int end = Math.min(HIGHEST, firstOfTheSystem());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(Math.min(LOWEST, end / 2), end);
            if (isPlain(port) && isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free below " + end);
    }

    /** A number that, added to each of these ports, gives free ones. */
    public static int offset(List<Integer> ports) {
        int last = ports.stream().mapToInt(Integer::intValue).max().orElseThrow();
        int end = Math.min(HIGHEST, firstOfTheSystem()) - last;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int offset = ThreadLocalRandom.current().nextInt(1_000, end);
            List<Integer> moved = ports.stream().map(port -> port + offset).toList();
            if (moved.stream().allMatch(port -> isPlain(port) && isFree(port) && !GIVEN.contains(port))) {
                GIVEN.addAll(moved);
                return offset;
            }
        }
        throw new IllegalStateException("no offset makes all of " + ports + " free");
    }

    /** What to write for ports of a block that is free as a whole: the usual ones of a domain, from the first on. */
    public static Map<Integer, Integer> block(Integer... written) {
        int first = written[0];
        List<Integer> used = Stream.of(0, 48, 76, 80, 81, 37, 38, 39, 86, 66, 9, 71)
                .map(port -> port + first)
                .toList();
        int offset = offset(used);
        return Stream.of(written).collect(Collectors.toMap(port -> port, port -> port + offset));
    }

    /** The number does not contain one that texts have for a port, so that a text may be changed one port after the other. */
    private static boolean isPlain(int port) {
        String digits = Integer.toString(port);
        return Stream.of("8080", "9090", "9990").noneMatch(digits::contains);
    }

    /** Nobody has it at any address; a server may be told to listen at all of them. */
    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The first port that the system hands out itself, where there is room enough below it. */
    private static int firstOfTheSystem() {
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        try {
            int first = Integer.parseInt(Files.readString(range).strip().split("\\s+")[0]);
            return first > LOWEST ? first : HIGHEST;
        } catch (IOException | NumberFormatException e) {
            return HIGHEST; // another system
        }
    }
}
