package dev.caxton.client;

import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.api.tool.Tools;
import java.util.List;

/** Tools over HTTP. */
final class HttpTools implements Tools {

    private final Exchange exchange;

    HttpTools(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public List<ToolDescriptor> list() {
        return exchange.request("GET", "tools").asList(ToolDescriptor.class);
    }
}
