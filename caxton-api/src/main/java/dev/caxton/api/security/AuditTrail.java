package dev.caxton.api.security;

import dev.caxton.api.Page;

/** Who changed what, and who was not permitted to. May be shared between threads. */
public interface AuditTrail {

    /** Lines of the trail, the newest first. */
    Page<AuditEntry> list(AuditQuery query);
}
