package dev.caxton.war.agent;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentType;
import dev.caxton.war.http.RequiredMembers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new agent, as a caller sends it. Members of both kinds are known, so that a WASM deployment is told that it is not
 * supported and not that its members are unknown.
 *
 * @param type {@code config} or {@code wasm}; null for the kind that the other members belong to
 * @param name name or file name; null to take it from the content
 * @param content the whole agent file
 * @param format {@code md} or {@code toml}; null to recognise it
 * @param wasmModule a WebAssembly module in base64
 * @param resourceLimits its limits by name, each more than zero
 * @param capabilities what it can be asked for
 * @param securityPolicy what it is granted
 */
public record DeployRequest(
        @Nullable String type,
        @Nullable String name,
        @Nullable String content,
        @Nullable AgentFileFormat format,
        @Nullable String wasmModule,
        @Nullable Map<String, Object> resourceLimits,
        @Nullable List<String> capabilities,
        @Nullable Map<String, Object> securityPolicy) {

    /** The agent file; a problem if this is not one. */
    AgentFile file() {
        if (name != null && name.isBlank()) {
            throw invalid("name is empty, expected 1 to 64 characters");
        }
        if (resourceLimits != null) {
            resourceLimits.forEach(DeployRequest::checkLimit);
        }
        AgentType kind = type == null
                ? wasmModule == null ? AgentType.CONFIG : AgentType.WASM
                : WireName.parse(AgentType.class, "type", type);
        if (kind == AgentType.WASM || wasmModule != null) {
            new RequiredMembers()
                    .text("name", name)
                    .text("wasm_module", wasmModule)
                    .check();
            throw CaxtonException.of(
                    ProblemType.NOT_SUPPORTED,
                    "This version does not run WASM agents",
                    "Deploy a config agent: {\"type\":\"config\",\"content\":\"…\"}.");
        }
        String text = content == null ? "" : content;
        new RequiredMembers().text("content", content).check();
        return new AgentFile(name, format == null ? AgentFormats.guess(name, text) : format, text);
    }

    private static void checkLimit(String limit, @Nullable Object value) {
        if (!(value instanceof Number number) || !(number.doubleValue() > 0)) {
            throw invalid("resource_limits." + limit + " is " + value + ", expected a number above 0");
        }
    }

    private static CaxtonException invalid(String detail) {
        return CaxtonException.of(ProblemType.INVALID_ARGUMENT, detail, (String) null);
    }
}
