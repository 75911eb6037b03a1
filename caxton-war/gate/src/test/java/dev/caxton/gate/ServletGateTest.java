package dev.caxton.gate;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServletGateTest {

    private static final ClassLoader CLASSES = ServletGateTest.class.getClassLoader();

    private final List<String> calls = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @Test
    void doesNothingWhereNothingIsMissing() {
        new ServletGate(new Requirements(21, CLASSES)).onStartup(null, context());

        assertThat(filters).isEmpty();
    }

    @Test
    void answersEverythingWithTheReason() throws Exception {
        new ServletGate(new Requirements(17, CLASSES)).onStartup(null, context());

        assertThat(calls).contains("addMappingForUrlPatterns [REQUEST] false /*");
        filters.get(0).doFilter(fake(HttpServletRequest.class), response(), (request, response) -> {});
        assertThat(calls).contains("setStatus 503", "setContentType application/problem+json");
        assertThat(body.toString(StandardCharsets.UTF_8))
                .contains(
                        "\"status\":503",
                        "\"detail\":\"Caxton needs Java 21 or newer, and this server runs on Java 17");
    }

    private ServletContext context() {
        return (ServletContext)
                Proxy.newProxyInstance(CLASSES, new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> {
                    filters.add((Filter) arguments[1]);
                    return fake(FilterRegistration.Dynamic.class);
                });
    }

    private HttpServletResponse response() {
        ServletOutputStream out = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(int value) throws IOException {
                body.write(value);
            }
        };
        return (HttpServletResponse) Proxy.newProxyInstance(
                CLASSES, new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) -> {
                    note(method.getName(), arguments);
                    return method.getName().equals("getOutputStream") ? out : null;
                });
    }

    private <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(CLASSES, new Class<?>[] {type}, (proxy, method, arguments) -> {
            note(method.getName(), arguments);
            return null;
        }));
    }

    private void note(String method, Object[] arguments) {
        StringBuilder call = new StringBuilder(method);
        for (Object argument : arguments == null ? new Object[0] : arguments) {
            call.append(' ')
                    .append(
                            argument instanceof Object[]
                                    ? String.join(
                                            ",",
                                            Arrays.copyOf(
                                                    (Object[]) argument, ((Object[]) argument).length, String[].class))
                                    : argument);
        }
        calls.add(call.toString());
    }
}
