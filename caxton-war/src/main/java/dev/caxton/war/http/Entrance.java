package dev.caxton.war.http;

import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.war.security.ClientCertificate;
import dev.caxton.war.security.ForeignOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What is asked of every request before anybody asks who sends it: where it comes from, and for whom it is meant. */
final class Entrance {

    private final ForeignOrigin origins;
    private final CrossOrigin pages;
    private final ClientAddress addresses;

    Entrance(HttpSettings settings) {
        this.origins = new ForeignOrigin(settings);
        this.pages = new CrossOrigin(settings.network().corsOrigins());
        this.addresses = new ClientAddress(settings.network().trustedProxies());
    }

    /** Answers a browser's question whether a page may send a request; false if the request is none. */
    boolean answersPreflight(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        pages.set(origin, response::setHeader);
        if (!pages.preflight(request.getMethod(), origin, request.getHeader("Access-Control-Request-Method"))
                || refuses(request).isPresent()) {
            return false;
        }
        pages.answerPreflight(response::setHeader);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }

    /** Why a request is none for this server, if it is not. Notes its address and certificate in its attributes. */
    Optional<Problem> refuses(HttpServletRequest request) {
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        if (hosts.size() > 1) {
            return Optional.of(Problem.of(
                    ProblemType.MALFORMED_REQUEST, "The request has " + hosts.size() + " Host headers", null));
        }
        List<String> forwarded = Collections.list(request.getHeaders("X-Forwarded-For"));
        request.setAttribute(ClientAddress.ATTRIBUTE, addresses.of(request.getRemoteAddr(), forwarded));
        ClientCertificate.note(request);
        return origins.check(request.getLocalAddr(), request.getHeader("Host"), request.getHeader("Origin"));
    }
}
