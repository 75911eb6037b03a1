package dev.caxton.war.http;

/** The parts of a {@code Host} header. */
public final class HostName {

    private HostName() {}

    /** The name or address without the port; the whole text where it is not of that form. */
    public static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']') && (host.indexOf(':') == colon || host.startsWith("["));
        return port ? host.substring(0, colon) : host;
    }
}
