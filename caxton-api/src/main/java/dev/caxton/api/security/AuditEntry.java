package dev.caxton.api.security;

import java.time.Instant;

/**
 * A line of the audit trail.
 *
 * @param operationId identifies the change; a request's idempotency key, where it had one
 * @param at when it was asked for
 * @param actor who asked: {@code key:<prefix>:<name>}, {@code oidc:<subject>}, {@code anonymous}, {@code java}, {@code
 *     cli}, or a part of the server such as {@code system}
 * @param kind what was asked for: a change such as {@code create_entity}, or for a refusal the operation
 * @param subject what it was done to: ids and names, no content
 * @param outcome {@code applied} or {@code refused}
 */
public record AuditEntry(String operationId, Instant at, String actor, String kind, String subject, String outcome) {}
