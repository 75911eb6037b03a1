package dev.caxton.engine.agent.builtin.http;

import org.jspecify.annotations.Nullable;

/** What a server answered, redirects followed. */
final class FetchedPage {

    private final WebAddress address;
    private final int status;
    private final String reason;
    private final @Nullable String contentType;
    private final byte[] body;

    FetchedPage(WebAddress address, int status, String reason, @Nullable String contentType, byte[] body) {
        this.address = address;
        this.status = status;
        this.reason = reason;
        this.contentType = contentType;
        this.body = body;
    }

    WebAddress address() {
        return address;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }
}
