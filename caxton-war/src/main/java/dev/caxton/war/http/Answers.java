package dev.caxton.war.http;

import dev.caxton.api.Page;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Answers whose shape several resources share. */
public final class Answers {

    private Answers() {}

    /** A part of a list: its items as a bare array, its size and continuation in headers. */
    public static Response page(Page<?> page) {
        Response.ResponseBuilder answer = Response.ok(page.items()).header("X-Total-Count", page.total());
        return page.nextCursor() == null
                ? answer.build()
                : answer.header("X-Next-Cursor", page.nextCursor()).build();
    }

    /** Path of a resource of this interface, for a {@code Location} header that holds behind any proxy. */
    public static String location(UriInfo uri, String path) {
        return uri.getBaseUri().getPath() + "api/v1/" + path;
    }
}
