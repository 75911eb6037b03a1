package dev.caxton.war;

import dev.caxton.war.agent.AgentLogsResource;
import dev.caxton.war.agent.AgentsResource;
import dev.caxton.war.http.BodyLimitFilter;
import dev.caxton.war.http.RouteFilter;
import dev.caxton.war.json.WireJsonReader;
import dev.caxton.war.json.WireJsonWriter;
import dev.caxton.war.memory.AgentMemoryResource;
import dev.caxton.war.memory.ConfigResource;
import dev.caxton.war.memory.EntitiesResource;
import dev.caxton.war.memory.ForgetResource;
import dev.caxton.war.memory.GraphResource;
import dev.caxton.war.memory.MemoryResource;
import dev.caxton.war.memory.ObservationsResource;
import dev.caxton.war.memory.PathResource;
import dev.caxton.war.memory.RelationsResource;
import dev.caxton.war.memory.TransferResource;
import dev.caxton.war.memory.UpkeepResource;
import dev.caxton.war.messaging.AgentMessageResource;
import dev.caxton.war.messaging.ConversationsResource;
import dev.caxton.war.messaging.MessagesResource;
import dev.caxton.war.ops.ApiDocsResource;
import dev.caxton.war.ops.HealthResource;
import dev.caxton.war.ops.MetricsResource;
import dev.caxton.war.ops.OpenApiResource;
import dev.caxton.war.ops.OpsResource;
import dev.caxton.war.ops.ProbeResource;
import dev.caxton.war.problem.CaxtonExceptionMapper;
import dev.caxton.war.problem.HttpExceptionMapper;
import dev.caxton.war.problem.ProblemFilter;
import dev.caxton.war.problem.UncaughtMapper;
import dev.caxton.war.security.AuditResource;
import dev.caxton.war.security.KeysResource;
import dev.caxton.war.security.RoleFilter;
import dev.caxton.war.tool.ToolsResource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The REST interface: everything it consists of, by name, so that no server has to look for it. Not a Jakarta REST
 * application itself: servers find that in the WAR's gate, and the embedded server makes its own.
 */
public final class CaxtonApplication {

    /** Resources; each is a CDI bean. */
    public static final List<Class<?>> RESOURCES = List.of(
            AgentsResource.class,
            AgentLogsResource.class,
            AgentMessageResource.class,
            MessagesResource.class,
            ConversationsResource.class,
            EntitiesResource.class,
            RelationsResource.class,
            ObservationsResource.class,
            ForgetResource.class,
            AgentMemoryResource.class,
            MemoryResource.class,
            UpkeepResource.class,
            ConfigResource.class,
            GraphResource.class,
            PathResource.class,
            TransferResource.class,
            ToolsResource.class,
            KeysResource.class,
            AuditResource.class,
            HealthResource.class,
            OpsResource.class,
            ProbeResource.class,
            MetricsResource.class,
            OpenApiResource.class,
            ApiDocsResource.class);

    /** Filters, mappers, readers and writers. */
    public static final List<Class<?>> PROVIDERS = List.of(
            BodyLimitFilter.class,
            RouteFilter.class,
            RoleFilter.class,
            ProblemFilter.class,
            WireJsonReader.class,
            WireJsonWriter.class,
            CaxtonExceptionMapper.class,
            HttpExceptionMapper.class,
            UncaughtMapper.class);

    private CaxtonApplication() {}

    /** Resources and providers. */
    public static Set<Class<?>> classes() {
        Set<Class<?>> classes = new LinkedHashSet<>(RESOURCES);
        classes.addAll(PROVIDERS);
        return classes;
    }

    /** Settings for Jersey; other implementations do not know them. */
    public static Map<String, Object> properties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl", true,
                "jersey.config.server.response.setStatusOverSendError", true,
                "jersey.config.disableAutoDiscovery", true,
                "jersey.config.disableMetainfServicesLookup", true,
                // Payara and GlassFish would write with JSON-B, which knows nothing of our JSON
                "jersey.config.jsonFeature", "WireJsonWriter",
                // no buffer between an event and its caller; JSON knows its length by itself
                "jersey.config.contentLength.buffer", 0);
    }
}
