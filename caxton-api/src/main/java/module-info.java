/** The public face of Caxton: the {@code Caxton} interface, its values, their JSON form and an HTTP client. */
module dev.caxton.api {
    requires static transitive org.jspecify;
    requires java.net.http;
    requires com.fasterxml.jackson.core;
    requires transitive com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jsr310;

    exports dev.caxton.api;
    exports dev.caxton.api.agent;
    exports dev.caxton.api.memory;
    exports dev.caxton.api.messaging;
    exports dev.caxton.api.ops;
    exports dev.caxton.api.spi;
    exports dev.caxton.api.tool;
    exports dev.caxton.client;
    exports dev.caxton.wire;

    opens dev.caxton.api to
            com.fasterxml.jackson.databind;
    opens dev.caxton.api.agent to
            com.fasterxml.jackson.databind;
    opens dev.caxton.api.memory to
            com.fasterxml.jackson.databind;
    opens dev.caxton.api.messaging to
            com.fasterxml.jackson.databind;
    opens dev.caxton.api.ops to
            com.fasterxml.jackson.databind;
    opens dev.caxton.api.tool to
            com.fasterxml.jackson.databind;
}
