package dev.caxton.war.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.war.CaxtonApplication;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the operations in {@code docs/reference/security.md} against the resources; {@code -Dapprove=true} writes them. */
class SecurityPageTest {

    private static final Path PAGE = Path.of("../docs/reference/security.md");
    private static final String BEGIN = "<!-- operations: written by SecurityPageTest with -Dapprove=true -->\n";
    private static final String END = "<!-- end of operations -->";

    @Test
    void liesBesideTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String table = table();
        if (Boolean.getBoolean("approve")) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
            return;
        }
        assertThat(page.substring(begin, end)).isEqualTo(table);
    }

    @Test
    void opensThePathsWhoseOperationsAreOpen() {
        assertThat(operations().entrySet().stream()
                        .filter(operation -> operation.getValue().isAnnotationPresent(Open.class))
                        .map(operation -> operation.getKey().split(" ")[0]))
                .isNotEmpty()
                .allMatch(Authentication.OPEN::contains);
        assertThat(operations().entrySet().stream()
                        .filter(operation -> !operation.getValue().isAnnotationPresent(Open.class))
                        .map(operation -> operation.getKey().split(" ")[0]))
                .noneMatch(Authentication.OPEN::contains);
    }

    private static String table() {
        StringBuilder text = new StringBuilder("\n| operation | role | |\n|---|---|---|\n");
        operations().forEach((operation, method) -> {
            Needs needs = method.getAnnotation(Needs.class);
            String[] words = operation.split(" ");
            text.append("| `")
                    .append(words[1])
                    .append(' ')
                    .append(words[0])
                    .append("` | ")
                    .append(needs == null ? "none" : "`" + needs.value() + "`")
                    .append(" | ")
                    .append(needs != null && needs.wholeServer() ? "server" : "")
                    .append(" |\n");
        });
        return text.append('\n').toString();
    }

    /** Methods by path and HTTP method. */
    private static Map<String, Method> operations() {
        Map<String, Method> operations = new TreeMap<>();
        for (Class<?> resource : CaxtonApplication.RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                for (Annotation annotation : method.getAnnotations()) {
                    HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (http != null) {
                        operations.put(path(resource, method) + " " + http.value(), method);
                    }
                }
            }
        }
        return operations;
    }

    private static String path(Class<?> resource, Method method) {
        jakarta.ws.rs.Path rest = method.getAnnotation(jakarta.ws.rs.Path.class);
        return '/'
                + resource.getAnnotation(jakarta.ws.rs.Path.class).value()
                + (rest == null ? "" : '/' + rest.value());
    }
}
