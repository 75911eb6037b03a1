package dev.caxton.engine.agent.builtin.http;

import dev.caxton.engine.tool.ToolFailedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a host and refuses it unless every address is public. The connection is made to the very addresses that were
 * checked here, so a name that resolves differently a moment later (DNS rebinding) gains nothing. Thread-safe.
 */
class CheckedResolver implements DnsResolver {

    private final AddressResolver resolver;
    private final boolean allowPrivateAddresses;

    CheckedResolver(AddressResolver resolver, boolean allowPrivateAddresses) {
        this.resolver = resolver;
        this.allowPrivateAddresses = allowPrivateAddresses;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = resolver.resolve(host);
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        if (!allowPrivateAddresses) {
            for (InetAddress address : addresses) {
                PublicAddresses.otherKind(address).ifPresent(kind -> {
                    throw refused(host, kind);
                });
            }
        }
        return addresses.toArray(InetAddress[]::new);
    }

    private static ToolFailedException refused(String host, String kind) {
        return new ToolFailedException(
                "private_address",
                "Tool http_client may not reach host '" + host + "': its address is " + kind + ", expected public",
                "If that is wanted, set tools.http_client.allow_private_addresses: true in caxton.yaml.");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
