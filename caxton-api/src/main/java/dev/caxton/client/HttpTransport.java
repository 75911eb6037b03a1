package dev.caxton.client;

import java.io.IOException;

/**
 * What {@link HttpCaxton} needs of an HTTP implementation. May be shared between threads.
 *
 * <p>A transport neither follows redirects nor repeats a request: what was sent once arrives at most once.
 */
public interface HttpTransport extends AutoCloseable {

    /**
     * Sends a request and returns when the head of the answer is there.
     *
     * @throws java.net.SocketTimeoutException when the call's patience ends after the connection was made
     * @throws java.net.ConnectException when nobody listens, or no connection comes about in time
     * @throws IOException when the exchange fails otherwise
     */
    HttpAnswer send(HttpCall call) throws IOException;

    /** Ends exchanges that are under way and lets all connections go. */
    @Override
    void close();
}
