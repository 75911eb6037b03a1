package dev.caxton.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caxton.api.security.ApiKey;
import dev.caxton.api.security.CreatedKey;
import dev.caxton.api.security.Keys;
import dev.caxton.api.security.NewKey;
import dev.caxton.wire.DurationText;
import dev.caxton.wire.WireJson;
import java.time.Duration;
import java.util.List;

/** Keys over HTTP. */
final class HttpKeys implements Keys {

    private final Exchange exchange;

    HttpKeys(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public CreatedKey create(NewKey key) {
        ObjectNode body = WireJson.mapper()
                .createObjectNode()
                .put("name", key.name())
                .put("role", key.role().wireName());
        key.agents().forEach(body.putArray("agents")::add);
        Duration expiresIn = key.expiresIn();
        if (expiresIn != null) {
            body.put("expires_in", DurationText.format(expiresIn));
        }
        return exchange.request("POST", "keys").body(body).as(CreatedKey.class);
    }

    @Override
    public List<ApiKey> list() {
        return exchange.request("GET", "keys").asList(ApiKey.class);
    }

    @Override
    public ApiKey revoke(String key) {
        return exchange.request("DELETE", "keys", key).as(ApiKey.class);
    }
}
