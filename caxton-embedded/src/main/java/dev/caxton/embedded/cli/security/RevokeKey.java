package dev.caxton.embedded.cli.security;

import dev.caxton.api.ExitCode;
import dev.caxton.api.security.ApiKey;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code keys revoke}. */
final class RevokeKey implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String wanted = invocation.subject();
        if (!invocation.confirmed("Revoke key '" + wanted + "'? Whoever holds it is locked out at once.")) {
            return ExitCode.FAILED;
        }
        ApiKey key = KeyStore.with(invocation, keys -> keys.revoke(wanted));
        if (invocation.output().json()) {
            invocation.output().json(key);
        } else {
            invocation.output().say("Key '" + key.name() + "' (" + key.prefix() + ") is revoked.");
        }
        return ExitCode.OK;
    }
}
