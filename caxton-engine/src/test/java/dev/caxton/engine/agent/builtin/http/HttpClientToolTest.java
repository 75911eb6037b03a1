package dev.caxton.engine.agent.builtin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.tool.ToolFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpClientToolTest {

    private LocalWeb web;
    private HttpClientTool tool;

    @BeforeEach
    void start() throws Exception {
        web = new LocalWeb();
        tool = TestTools.everywhere(web);
    }

    @AfterEach
    void stop() {
        tool.close();
        web.close();
    }

    private ToolResult fetch(String url) {
        return tool.call(TestTools.call(Map.of("url", url)));
    }

    private ToolResult.Artifact artifact(String url) {
        return ((ToolResult.Success) fetch(url)).artifacts().get(0);
    }

    private void failsWith(String code, Map<String, Object> arguments, Map<String, Object> parameters) {
        assertThatThrownBy(() -> tool.call(TestTools.call(arguments, parameters)))
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }

    @Test
    void triesAnAddressWithoutSchemeAsHttps() {
        web.serve("/data.csv", "text/csv", "a,b\n1,2\n");

        ToolResult result = fetch("example.com/data.csv");

        assertThat(result).isInstanceOfSatisfying(ToolResult.Success.class, success -> {
            assertThat(success.data())
                    .containsEntry("url", "https://example.com/data.csv")
                    .containsEntry("status", 200);
            assertThat(success.artifacts())
                    .containsExactly(new ToolResult.Artifact("data.csv", "text/csv", "a,b\n1,2\n"));
        });
        assertThat(web.asked()).containsExactly("GET /data.csv example.com");
    }

    @Test
    void trustsNoCertificateOfAnotherName() {
        assertThatThrownBy(() -> fetch("https://other.test/data.csv"))
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        e -> assertThat(e.failure().code()).isEqualTo("tls_failed"));
        assertThat(web.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/a.csv, text/csv; charset=utf-8, text/csv",
        "/b.csv, application/octet-stream, text/csv",
        "/c.csv, text/plain, text/csv",
        "/export, application/csv, text/csv",
        "/d.csv, text/html, text/html",
        "/e.tsv, text/tab-separated-values, text/csv",
        "/f, application/json, application/json",
        "/g, application/problem+json, application/json",
        "/h.json, text/plain, application/json",
        "/i, text/markdown, text/plain",
        "/j, application/xml, text/plain"
    })
    void tellsWhatADocumentIs(String path, String contentType, String mediaType) {
        web.serve(path, contentType, "content");

        assertThat(artifact("http://example.com" + path).mediaType()).isEqualTo(mediaType);
    }

    @Test
    void readsDeclaredAndUndeclaredCharsets() {
        web.serve(
                "/latin",
                exchange -> LocalWeb.answer(
                        exchange,
                        200,
                        "text/plain; charset=ISO-8859-1",
                        "Größe".getBytes(StandardCharsets.ISO_8859_1)));
        web.serve(
                "/bare",
                exchange -> LocalWeb.answer(
                        exchange, 200, "text/plain", "Größe €".getBytes(Charset.forName("windows-1252"))));
        web.serve(
                "/bom",
                exchange -> LocalWeb.answer(
                        exchange, 200, "text/plain", "\uFEFFGröße".getBytes(StandardCharsets.UTF_16BE)));

        assertThat(artifact("http://example.com/latin").value()).isEqualTo("Größe");
        assertThat(artifact("http://example.com/bare").value()).isEqualTo("Größe €");
        assertThat(artifact("http://example.com/bom").value().toString()).endsWith("Größe");
    }

    @Test
    void takesTheVisibleWordsOfAPage() {
        web.serve(
                "/",
                "text/html",
                "<html><head><style>p{}</style></head><body><p>Tea &amp;"
                        + " cake</p><script>x()</script><p>Now</p></body></html>");

        ToolResult.Success success = (ToolResult.Success) fetch("http://example.com");

        assertThat(success.artifacts().get(1))
                .isEqualTo(new ToolResult.Artifact("example.com", "text/plain", "Tea & cake\nNow"));
    }

    @Test
    void asksForHeadersOnly() {
        web.serve("/x.csv", "text/csv", "a,b");

        ToolResult result = tool.call(TestTools.call(Map.of("url", "http://example.com/x.csv", "method", "HEAD")));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ToolResult.Success.class,
                        success -> assertThat(success.artifacts()).isEmpty());
        assertThat(web.asked()).containsExactly("HEAD /x.csv example.com");
    }

    @ParameterizedTest
    @CsvSource({"404, false", "403, false", "429, true", "500, true", "503, true"})
    void reportsWhatTheServerAnswered(int status, boolean retryable) {
        web.serve("/x", exchange -> LocalWeb.answer(exchange, status, "text/plain", new byte[0]));

        assertThat(fetch("http://example.com/x")).isInstanceOfSatisfying(ToolResult.Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo("http_" + status);
            assertThat(failure.retryable()).isEqualTo(retryable);
        });
    }

    @Test
    void followsRedirectsRelativeAndAbsolute() {
        web.redirect("/a/1", 301, "../b?x=1")
                .redirect("/b", 307, "http://other.example/c")
                .serve("/c", "text/plain", "end");

        assertThat(((ToolResult.Success) fetch("http://example.com/a/1")).data())
                .containsEntry("url", "http://other.example/c");
        assertThat(web.asked())
                .containsExactly("GET /a/1 example.com", "GET /b?x=1 example.com", "GET /c other.example");
    }

    @Test
    void stopsAfterTooManyRedirects() {
        web.redirect("/loop", 302, "/loop");

        failsWith("too_many_redirects", Map.of("url", "http://example.com/loop"), Map.of());
        assertThat(web.asked()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1/, private_address",
        "http://[::1]/, private_address",
        "//169.254.169.254/latest/meta-data, private_address",
        "http://0x7f.1/, invalid_address",
        "http://inside.example/, private_address",
        "file:///etc/passwd, unsupported_scheme",
        "http://user:x@example.com/, user_info"
    })
    void checksEachRedirect(String location, String code) throws Exception {
        web.redirect("/start", 302, location);
        AddressResolver resolver = host -> switch (host) {
            case "start.example" -> List.of(InetAddress.getByName("93.184.216.34"));
            case "inside.example" -> List.of(InetAddress.getByName("192.168.1.1"));
            default -> List.of(InetAddress.getByName(host));
        };
        // The checked address stands for the local server: what is tested is what happens to the redirect.
        CheckedResolver checked = new CheckedResolver(resolver, false) {
            @Override
            public InetAddress[] resolve(String host) throws java.net.UnknownHostException {
                super.resolve(host);
                return new InetAddress[] {InetAddress.getLoopbackAddress()};
            }
        };
        try (WebFetcher fetcher = new WebFetcher(checked, 5, Clock.systemUTC(), null, host -> web.port())) {
            assertThatThrownBy(() -> fetcher.fetch(
                            "GET",
                            WebAddress.parse("http://start.example/start"),
                            1000,
                            Clock.systemUTC().instant().plusSeconds(10)))
                    .isInstanceOfSatisfying(
                            ToolFailedException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(code));
        }
        assertThat(web.asked()).hasSize(1);
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() {
        web.serve("/big.csv", "text/csv", "x".repeat(2000));

        failsWith("too_large", Map.of("url", "http://example.com/big.csv"), Map.of("max_file_size", "1KB"));
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() {
        web.serve("/big.csv", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/csv");
            exchange.sendResponseHeaders(200, 0);
            try (exchange) {
                for (int i = 0; i < 10_000; i++) {
                    exchange.getResponseBody().write("0123456789\n".getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                assertThat(e).isNotNull(); // the client hung up, as it should
            }
        });

        failsWith("too_large", Map.of("url", "http://example.com/big.csv"), Map.of("max_file_size", "10KB"));
    }

    @Test
    void countsTheBytesOfACompressedBodyUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[5_000_000]);
        }
        web.serve("/bomb.csv", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            LocalWeb.answer(exchange, 200, "text/csv", packed.toByteArray());
        });

        failsWith("too_large", Map.of("url", "http://example.com/bomb.csv"), Map.of("max_file_size", "1MB"));
    }

    @Test
    void reportsAParameterThatIsNoSize() {
        failsWith("invalid_parameter", Map.of("url", "http://example.com/x"), Map.of("max_file_size", "huge"));
    }

    @Test
    void refusesWhatIsNoText() {
        web.serve("/image", "image/png", "x");
        web.serve("/zeros.csv", exchange -> LocalWeb.answer(exchange, 200, "text/csv", new byte[100]));

        failsWith("not_text", Map.of("url", "http://example.com/image"), Map.of());
        failsWith("not_text", Map.of("url", "http://example.com/zeros.csv"), Map.of());
    }

    @Test
    void reportsAServerThatIsNotThere() {
        web.close();

        failsWith("connect_failed", Map.of("url", "http://example.com/x"), Map.of());
    }
}
