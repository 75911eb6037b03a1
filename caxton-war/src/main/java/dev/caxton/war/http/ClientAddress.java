package dev.caxton.war.http;

import dev.caxton.engine.config.AddressRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which address a request comes from.
 *
 * <p>It is the address of the connection, unless that is a trusted proxy: then it is the last address in
 * {@code X-Forwarded-For} that is no trusted proxy itself. What stands before it was written by the caller and is never
 * believed. Thread-safe.
 */
public final class ClientAddress {

    /** Request attribute with the address, as text. */
    public static final String ATTRIBUTE = ClientAddress.class.getName();

    /** Most proxies that are followed; whoever lists more is playing. */
    private static final int MOST_HOPS = 32;

    private final Set<AddressRange> trusted;

    /** Believes these proxies. */
    public ClientAddress(Set<AddressRange> trusted) {
        this.trusted = Set.copyOf(trusted);
    }

    /**
     * The address.
     *
     * @param remote address of the connection
     * @param forwarded values of {@code X-Forwarded-For}, in order
     */
    public String of(String remote, List<String> forwarded) {
        if (trusted.isEmpty() || forwarded.isEmpty() || !trusted(AddressRange.literal(remote))) {
            return remote;
        }
        List<String> hops = new ArrayList<>();
        forwarded.forEach(value -> hops.addAll(Arrays.asList(value.split(",", MOST_HOPS + 1))));
        Collections.reverse(hops);
        String nearest = remote;
        for (String hop : hops.subList(0, Math.min(hops.size(), MOST_HOPS))) {
            String text = HostName.withoutPort(hop.strip());
            InetAddress address = AddressRange.literal(text);
            if (address == null) {
                return nearest; // "unknown", or anything else that is no address
            }
            nearest = address.getHostAddress();
            if (!trusted(address)) {
                return nearest;
            }
        }
        return nearest;
    }

    private boolean trusted(@Nullable InetAddress address) {
        return address != null && trusted.stream().anyMatch(range -> range.contains(address));
    }
}
