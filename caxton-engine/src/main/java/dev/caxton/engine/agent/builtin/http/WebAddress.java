package dev.caxton.engine.agent.builtin.http;

import dev.caxton.engine.tool.ToolFailedException;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http or https address in the one form that is also connected to, so that no two readers can disagree about its
 * host.
 *
 * @param scheme {@code http} or {@code https}
 * @param host name in ASCII lower case, or an IP address without brackets
 * @param port 1 to 65535; -1 for the scheme's own
 * @param target path and query
 */
record WebAddress(String scheme, String host, int port, String target) {

    private static final int LONGEST = 2048;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::(\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

    /** Reads an address; one without scheme is taken as https. */
    static WebAddress parse(String text) {
        String given = text.strip();
        if (given.length() > LONGEST) {
            throw invalid("has " + given.length() + " characters, expected at most " + LONGEST);
        }
        if (given.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == '\\' || c == '"' || c == '<' || c == '>')) {
            throw invalid("has a space, control character, quote, backslash or angle bracket");
        }
        Matcher scheme = SCHEME.matcher(given);
        boolean hasScheme = scheme.matches()
                && (scheme.group(2).startsWith("/") || !scheme.group(2).matches("\\d{1,5}([/?#].*)?"));
        if (!hasScheme) {
            return parse("https", given.startsWith("//") ? given.substring(2) : given);
        }
        String name = scheme.group(1).toLowerCase(Locale.ROOT);
        if (!name.equals("http") && !name.equals("https")) {
            throw new ToolFailedException(
                    "unsupported_scheme",
                    "Address for tool http_client has scheme '" + name + "', expected http or https",
                    null);
        }
        if (!scheme.group(2).startsWith("//")) {
            throw invalid("has no // after its scheme");
        }
        return parse(name, scheme.group(2).substring(2));
    }

    private static WebAddress parse(String scheme, String rest) {
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        if (authority.contains("@") || authority.contains("%40")) {
            throw new ToolFailedException(
                    "user_info",
                    "Address for tool http_client has a user name or password before its host, expected none",
                    "Leave out everything up to the @.");
        }
        Matcher parts = HOST_AND_PORT.matcher(authority);
        if (!parts.matches() || parts.group(1).isEmpty()) {
            throw invalid("has no host that can be read");
        }
        int port = parts.group(2) == null ? -1 : Integer.parseInt(parts.group(2));
        if (port == 0 || port > 65_535) {
            throw invalid("has port " + port + ", expected 1 to 65535");
        }
        return new WebAddress(scheme, host(parts.group(1)), port, target(rest.substring(end)));
    }

    private static String host(String text) {
        if (text.startsWith("[")) {
            String inside = text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT);
            if (!inside.matches("[0-9a-f:.]+") || !inside.contains(":")) {
                throw invalid("has no IPv6 address in its brackets");
            }
            return inside;
        }
        String name = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        try {
            name = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw invalid("has a host that is no domain name");
        }
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (!NAME.matcher(name).matches()) {
            throw invalid("has a host that is no domain name");
        }
        // 127.1, 0x7f.1 and 2130706433 are addresses to some readers and names to others.
        if (ENDS_IN_NUMBER.matcher(name).matches() && !DOTTED_QUAD.matcher(name).matches()) {
            throw invalid("has a host that ends in a number and is no IPv4 address of four decimal numbers");
        }
        return name;
    }

    private static String target(String text) {
        int fragment = text.indexOf('#');
        String target = fragment < 0 ? text : text.substring(0, fragment);
        target = target.startsWith("/") ? target : "/" + target;
        try {
            return new URI("http://host"
                            + target.replace("|", "%7C").replace("{", "%7B").replace("}", "%7D"))
                    .toASCIIString()
                    .substring("http://host".length());
        } catch (URISyntaxException e) {
            throw invalid("has a path or query that cannot be read");
        }
    }

    /** The address that a redirect from here leads to. */
    WebAddress redirect(String location) {
        if (location.isEmpty() || location.chars().anyMatch(c -> c <= ' ' || c == '\\')) {
            throw invalid("redirects to nothing that can be read");
        }
        if (SCHEME.matcher(location).matches() && !location.startsWith("/")) {
            return parse(location);
        }
        if (location.startsWith("//")) {
            return parse(scheme + ":" + location);
        }
        try {
            URI here = new URI("http://host" + target);
            return new WebAddress(
                    scheme,
                    host,
                    port,
                    target(here.resolve(location).toASCIIString().substring("http://host".length())));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw invalid("redirects to nothing that can be read");
        }
    }

    /** The path without query, for telling what the file is. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Last part of the path, or the host where there is none. */
    String fileName() {
        String path = path();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? host : last;
    }

    @Override
    public String toString() {
        String shownHost = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + shownHost + (port < 0 ? "" : ":" + port) + target;
    }

    private static ToolFailedException invalid(String what) {
        return new ToolFailedException(
                "invalid_address",
                "Address for tool http_client " + what,
                "Give an address such as https://example.com/data.csv.");
    }
}
