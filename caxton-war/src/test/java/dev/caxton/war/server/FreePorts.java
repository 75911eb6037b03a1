package dev.caxton.war.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ports that nobody listens at. */
final class FreePorts {

    private static final int ATTEMPTS = 200;

    private FreePorts() {}

    /** A number that, added to each of these ports, gives free ones below those that the system hands out itself. */
    static int offset(List<Integer> ports) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int offset = ThreadLocalRandom.current().nextInt(1000, 20_000);
            if (ports.stream().allMatch(port -> isFree(port + offset))) {
                return offset;
            }
        }
        throw new IllegalStateException("no offset makes all of " + ports + " free");
    }

    /** What to write for ports of a block that is free as a whole: the usual ones of a domain, from the first on. */
    static Map<Integer, Integer> block(Integer... written) {
        int first = written[0];
        List<Integer> used = Stream.of(0, 48, 76, 80, 81, 37, 38, 39, 86, 66, 9, 71)
                .map(port -> port + first)
                .toList();
        int offset = offset(used);
        return Stream.of(written).collect(Collectors.toMap(port -> port, port -> port + offset));
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
