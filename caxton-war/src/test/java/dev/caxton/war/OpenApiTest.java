package dev.caxton.war;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.caxton.api.WireName;
import dev.caxton.war.security.Needs;
import dev.caxton.war.security.Open;
import dev.caxton.wire.WireJson;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PathParam;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds the committed description of the interface against the resources and the records. */
class OpenApiTest {

    private static final List<String> PACKAGES = List.of(
            "dev.caxton.api",
            "dev.caxton.api.agent",
            "dev.caxton.api.messaging",
            "dev.caxton.api.memory",
            "dev.caxton.api.ops",
            "dev.caxton.api.security",
            "dev.caxton.api.tool",
            "dev.caxton.war.agent",
            "dev.caxton.war.messaging",
            "dev.caxton.war.memory",
            "dev.caxton.war.ops",
            "dev.caxton.war.security");
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Map<String, String> REFUSALS = Map.of(
            "401", "#/components/responses/Unauthenticated",
            "403", "#/components/responses/Forbidden",
            "429", "#/components/responses/TooManyRequests");

    private final JsonNode document = read();

    @Test
    void describesEveryOperationOfTheResourcesAndNoOther() {
        assertThat(described()).containsExactlyInAnyOrderElementsOf(offered());
    }

    @Test
    void namesTheParametersOfEachPath() {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    Set<String> declared = StreamSupport.stream(
                                    operation.getValue().path("parameters").spliterator(), false)
                            .filter(parameter -> parameter.path("in").asText().equals("path"))
                            .map(parameter -> parameter.path("name").asText())
                            .collect(Collectors.toSet());
                    Set<String> written = Arrays.stream(path.getKey().split("/"))
                            .filter(step -> step.startsWith("{"))
                            .map(step -> step.substring(1, step.length() - 1))
                            .collect(Collectors.toSet());
                    assertThat(declared).as(path.getKey()).isEqualTo(written);
                }));
        for (Class<?> resource : CaxtonApplication.RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                for (Annotation[] annotations : method.getParameterAnnotations()) {
                    for (Annotation annotation : annotations) {
                        if (annotation instanceof PathParam param) {
                            assertThat(path(resource, method)).contains("{" + param.value() + "}");
                        }
                    }
                }
            }
        }
    }

    @Test
    void givesEachOperationItsOwnId() {
        List<String> ids = operations().stream()
                .map(one -> one.path("operationId").asText())
                .toList();

        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void resolvesEveryReference() {
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1).replace("#", ""))
                            .isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void describesEachRecordMemberByMember() throws Exception {
        for (String name : names(document.path("components").path("schemas"))) {
            if (name.equals("Problem")) {
                continue; // no record: see ProblemBody
            }
            JsonNode schema = document.path("components").path("schemas").path(name);
            Class<?> type = type(name);
            if (type.isEnum()) {
                assertThat(texts(schema.path("enum"))).as(name).isEqualTo(words(type));
            } else {
                assertThat(names(schema.path("properties"))).as(name).isEqualTo(members(type, false));
                if (!schema.has("additionalProperties")) { // an answer: what is not nullable is there
                    assertThat(texts(schema.path("required"))).as(name).isEqualTo(members(type, true));
                }
            }
        }
    }

    @Test
    void describesEveryTypeThatResourcesReturn() {
        Set<String> schemas = Set.copyOf(names(document.path("components").path("schemas")));
        for (Class<?> resource : CaxtonApplication.RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                Type type = method.getGenericReturnType() instanceof ParameterizedType list
                        ? list.getActualTypeArguments()[0]
                        : method.getGenericReturnType();
                if (Modifier.isPublic(method.getModifiers())
                        && type instanceof Class<?> returned
                        && returned.isRecord()) {
                    assertThat(schemas).contains(returned.getSimpleName());
                }
            }
        }
    }

    @Test
    void usesEverySchemaItDefines() {
        Set<String> referred = document.findValues("$ref").stream()
                .map(JsonNode::asText)
                .filter(reference -> reference.startsWith(SCHEMAS))
                .map(reference -> reference.substring(SCHEMAS.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        referred.addAll(
                List.of("PlatformEvent", "ReplyPart.Accepted", "ReplyPart.Text", "ReplyPart.ToolCalled")); // in streams

        assertThat(referred)
                .containsExactlyInAnyOrderElementsOf(
                        names(document.path("components").path("schemas")));
    }

    @Test
    void saysWhichRoleEachOperationNeeds() {
        assertThat(CaxtonApplication.RESOURCES).allSatisfy(resource -> {
            for (Method method : resource.getDeclaredMethods()) {
                String http = httpMethod(method);
                if (http != null) {
                    JsonNode operation =
                            document.path("paths").path(path(resource, method)).path(http);
                    Needs needs = method.getAnnotation(Needs.class);
                    assertThat(needs == null)
                            .as("%s needs a role or is open, not both", method)
                            .isEqualTo(method.isAnnotationPresent(Open.class));
                    assertThat(operation.path("x-caxton-role").asText())
                            .as(method.toString())
                            .isEqualTo(needs == null ? "none" : needs.value().wireName());
                    assertThat(operation.path("x-caxton-whole-server").asBoolean())
                            .as(method.toString())
                            .isEqualTo(needs != null && needs.wholeServer());
                    assertThat(operation.has("security")).as(method.toString()).isEqualTo(needs == null);
                    assertThat(refusals(operation))
                            .as(method.toString())
                            .isEqualTo(needs == null ? Map.of() : REFUSALS);
                }
            }
        });
    }

    /** How callers are refused, by status, and which description of it an operation refers to. */
    private static Map<String, String> refusals(JsonNode operation) {
        Map<String, String> refusals = new HashMap<>();
        operation.path("responses").properties().forEach(response -> {
            if (REFUSALS.containsKey(response.getKey())) {
                refusals.put(response.getKey(), response.getValue().path("$ref").asText());
            }
        });
        return refusals;
    }

    private Set<String> described() {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> described.add(method + ' ' + path.getKey())));
        return described;
    }

    private static Set<String> offered() {
        Set<String> offered = new TreeSet<>();
        for (Class<?> resource : CaxtonApplication.RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                String http = httpMethod(method);
                if (http != null) {
                    offered.add(http + ' ' + path(resource, method));
                }
            }
        }
        return offered;
    }

    private static @Nullable String httpMethod(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (http != null) {
                return http.value().toLowerCase(java.util.Locale.ROOT);
            }
        }
        return null;
    }

    private static String path(Class<?> resource, Method method) {
        jakarta.ws.rs.Path rest = method.getAnnotation(jakarta.ws.rs.Path.class);
        return '/'
                + resource.getAnnotation(jakarta.ws.rs.Path.class).value()
                + (rest == null ? "" : '/' + rest.value());
    }

    private List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        document.path("paths").forEach(path -> path.forEach(operations::add));
        return operations;
    }

    private static Class<?> type(String schema) throws ClassNotFoundException {
        for (String candidate : PACKAGES) {
            try {
                return Class.forName(candidate + '.' + schema.replace('.', '$'));
            } catch (ClassNotFoundException e) {
                continue;
            }
        }
        throw new ClassNotFoundException("nothing is named like schema " + schema);
    }

    private static List<String> members(Class<?> type, boolean withoutNullable) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !withoutNullable || !nullable(component))
                .map(component -> PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()))
                .toList();
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static List<String> words(Class<?> constants) {
        return Arrays.stream(constants.getEnumConstants())
                .map(constant -> ((WireName) constant).wireName())
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode read() {
        try {
            String yaml = Files.readString(Path.of("../docs/reference/openapi.yaml"));
            return WireJson.mapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
