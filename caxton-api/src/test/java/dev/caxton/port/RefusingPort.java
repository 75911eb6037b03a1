package dev.caxton.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * A port of the loopback address at which nobody listens, until it is closed. It is bound, so that nobody else is given it,
 * and not listened at, so that connections are refused; of a port that was merely closed, either may change at any time.
 */
public final class RefusingPort implements AutoCloseable {

    private final Socket holder = new Socket();

    /** Takes a port. */
    public RefusingPort() {
        try {
            holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its number. */
    public int number() {
        return holder.getLocalPort();
    }

    /** Address of the server that is not there. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + number());
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
