package dev.caxton.engine.agent.builtin.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Tells public addresses from all others by the registries of special-purpose addresses (RFC 6890; IANA, 2024). The
 * JDK's own questions miss shared address space, unique local addresses and benchmarking networks.
 */
final class PublicAddresses {

    private static final List<Block> NOT_PUBLIC = List.of(
            Block.of("00000000", 8, "this network"),
            Block.of("0a000000", 8, "private"),
            Block.of("64400000", 10, "shared by a provider's customers"),
            Block.of("7f000000", 8, "loopback"),
            Block.of("a9fea9fe", 32, "a cloud's metadata service"),
            Block.of("a9fe0000", 16, "link-local"),
            Block.of("a83f8110", 32, "a cloud's metadata service"), // 168.63.129.16, public by number only
            Block.of("ac100000", 12, "private"),
            Block.of("c0000000", 24, "reserved by the IETF"),
            Block.of("c0000200", 24, "reserved for documentation"),
            Block.of("c0586300", 24, "a 6to4 relay"),
            Block.of("c0a80000", 16, "private"),
            Block.of("c6120000", 15, "reserved for benchmarks"),
            Block.of("c6336400", 24, "reserved for documentation"),
            Block.of("cb007100", 24, "reserved for documentation"),
            Block.of("e0000000", 4, "multicast"),
            Block.of("f0000000", 4, "reserved"),
            Block.of("00000000000000000000000000000000", 128, "unspecified"),
            Block.of("00000000000000000000000000000001", 128, "loopback"),
            Block.of("fe800000000000000000000000000000", 10, "link-local"),
            Block.of("fec00000000000000000000000000000", 10, "site-local"),
            Block.of("fc000000000000000000000000000000", 7, "unique local"),
            Block.of("ff000000000000000000000000000000", 8, "multicast"),
            Block.of("20010000000000000000000000000000", 23, "reserved by the IETF"),
            Block.of("20010db8000000000000000000000000", 32, "reserved for documentation"),
            Block.of("20020000000000000000000000000000", 16, "6to4"),
            Block.of("3fff0000000000000000000000000000", 20, "reserved for documentation"));

    private static final Block TRANSLATED = Block.of("0064ff9b000000000000000000000000", 96, "NAT64");
    private static final Block GLOBAL_UNICAST = Block.of("20000000000000000000000000000000", 3, "global unicast");

    private PublicAddresses() {}

    /** What the address is instead of public; empty if it is public. */
    static Optional<String> otherKind(InetAddress address) {
        return otherKind(address.getAddress());
    }

    private static Optional<String> otherKind(byte[] bytes) {
        for (Block block : NOT_PUBLIC) {
            if (block.contains(bytes)) {
                return Optional.of(block.kind());
            }
        }
        if (bytes.length == 4) {
            return Optional.empty();
        }
        // A network without IPv4 reaches public IPv4 hosts through this prefix; what counts is the host behind it.
        if (TRANSLATED.contains(bytes)) {
            return otherKind(Arrays.copyOfRange(bytes, 12, 16)).map(kind -> kind + " behind NAT64");
        }
        return GLOBAL_UNICAST.contains(bytes) ? Optional.empty() : Optional.of("not global unicast");
    }

    private record Block(Bytes prefix, int length, String kind) {

        static Block of(String prefix, int length, String kind) {
            return new Block(new Bytes(HexFormat.of().parseHex(prefix)), length, kind);
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.value.length) {
                return false;
            }
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (prefix.value[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class Bytes {
        private final byte[] value;

        Bytes(byte[] value) {
            this.value = value;
        }
    }
}
