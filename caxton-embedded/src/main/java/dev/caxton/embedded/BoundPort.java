package dev.caxton.embedded;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/** A port taken before anything slow begins, so that two servers find out about each other at once. */
final class BoundPort {

    private static final int BACKLOG = 1024;

    private BoundPort() {}

    /**
     * Takes a port.
     *
     * @param key configuration key that gave the port, for the message
     */
    static ServerSocketChannel bind(String host, int port, String key) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "server.host is '" + host + "', expected an address or name of this machine",
                    "Use 127.0.0.1 for this machine alone or 0.0.0.0 for every address.");
        }
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                return channel.bind(address, BACKLOG);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (BindException e) {
            throw refused(host, port, key, e);
        } catch (IOException e) {
            throw CaxtonException.of(
                    Problem.of(
                            ProblemType.INVALID_CONFIGURATION,
                            key + " " + port + " on " + host + " cannot be opened: " + e.getMessage(),
                            "Ports below 1024 need a privilege; choose another one."),
                    e);
        }
    }

    private static CaxtonException refused(String host, int port, String key, BindException cause) {
        String reason = String.valueOf(cause.getMessage());
        if (reason.contains("in use")) {
            return CaxtonException.of(
                    Problem.of(
                            ProblemType.PORT_IN_USE,
                            "Port " + port + " on " + host + " is in use by another process, expected a free port",
                            "Stop that process, or set " + key + " to another port (0 takes any free one)."),
                    cause);
        }
        return CaxtonException.of(
                Problem.of(
                        ProblemType.INVALID_CONFIGURATION,
                        key + " " + port + " on " + host + " cannot be opened: " + reason,
                        "server.host must be an address of this machine; ports below 1024 need a privilege."),
                cause);
    }
}
