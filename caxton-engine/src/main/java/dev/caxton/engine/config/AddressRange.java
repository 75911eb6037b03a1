package dev.caxton.engine.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IP address, or a network of them such as {@code 10.0.0.0/8}. No name is ever looked up.
 *
 * @param text as it was written
 * @param address an address of the network
 * @param prefix bits that all addresses of the network share
 */
public record AddressRange(String text, InetAddress address, int prefix) {

    private static final Pattern TEXT = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");
    private static final Pattern LITERAL =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    /** The range that a text writes; null if it writes none. */
    public static @Nullable AddressRange parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        InetAddress address = matcher.matches() ? literal(matcher.group(1)) : null;
        if (address == null) {
            return null;
        }
        int bits = address.getAddress().length * 8;
        int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
        return prefix > bits ? null : new AddressRange(text.strip(), address, prefix);
    }

    /** The address that a text writes, in square brackets or not; null if it writes none. */
    public static @Nullable InetAddress literal(String text) {
        String plain = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!LITERAL.matcher(plain).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(plain); // a literal is not looked up
        } catch (UnknownHostException e) {
            return null; // four numbers, and one of them beyond 255
        }
    }

    /** Whether an address lies in this range. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
