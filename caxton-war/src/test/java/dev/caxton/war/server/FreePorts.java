package dev.caxton.war.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

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

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
