package dev.caxton.engine.agent.builtin.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where addresses of hosts come from. Thread-safe. */
@FunctionalInterface
public interface AddressResolver {

    /** Every address of a host, which may also be an IP address as text. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The resolver of the operating system. */
    static AddressResolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
