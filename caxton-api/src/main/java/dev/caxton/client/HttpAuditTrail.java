package dev.caxton.client;

import dev.caxton.api.Page;
import dev.caxton.api.security.AuditEntry;
import dev.caxton.api.security.AuditQuery;
import dev.caxton.api.security.AuditTrail;

/** The audit trail over HTTP. */
final class HttpAuditTrail implements AuditTrail {

    private final Exchange exchange;

    HttpAuditTrail(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query) {
        return exchange.request("GET", "audit")
                .query("actor", query.actor())
                .query("outcome", query.outcome())
                .page(query.page())
                .asPage(AuditEntry.class);
    }
}
