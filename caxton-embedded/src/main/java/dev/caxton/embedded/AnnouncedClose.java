package dev.caxton.embedded;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpStream;

/**
 * Says {@code Connection: close} in an answer that begins before its request's body has been read.
 *
 * <p>Jetty closes such a connection when the answer is complete, since it cannot tell where the next request begins. A client
 * that is not told sends its next request into a closed connection.
 */
final class AnnouncedClose extends HttpStream.Wrapper {

    AnnouncedClose(HttpStream wrapped) {
        super(wrapped);
    }

    @Override
    public void prepareResponse(HttpFields.Mutable headers) {
        if (consumeAvailable() != null) { // what has arrived is thrown away, and more is to come
            headers.put(HttpHeader.CONNECTION, "close");
        }
        super.prepareResponse(headers);
    }
}
