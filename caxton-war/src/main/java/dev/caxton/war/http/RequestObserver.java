package dev.caxton.war.http;

/** Told of every finished request, on the request's thread; must be quick and must not throw. */
@FunctionalInterface
public interface RequestObserver {

    /**
     * A request is over.
     *
     * @param method HTTP method
     * @param route path with its variables unresolved, or {@code unmatched}
     * @param status HTTP status
     * @param nanos nanoseconds from its arrival to the end of its answer
     */
    void finished(String method, String route, int status, long nanos);

    /** Looks away. */
    RequestObserver NONE = (method, route, status, nanos) -> {};
}
