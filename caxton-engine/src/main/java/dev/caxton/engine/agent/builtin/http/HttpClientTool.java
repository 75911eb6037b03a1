package dev.caxton.engine.agent.builtin.http;

import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.schema.Arguments;
import dev.caxton.engine.agent.builtin.schema.InputSchema;
import dev.caxton.engine.agent.builtin.schema.Property;
import dev.caxton.engine.agent.builtin.table.Figures;
import dev.caxton.engine.config.ToolsConfig;
import dev.caxton.engine.tool.ToolFailedException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SchemePortResolver;
import org.jspecify.annotations.Nullable;

/** Fetches text from public web addresses. Thread-safe. */
public final class HttpClientTool implements Tool, AutoCloseable {

    private static final int EXCERPT = 600;

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "http_client",
            "Fetches a web page, CSV file, JSON document or other text from an http or https address (URL)."
                    + " Use it to download, get, read or look at anything on the web.",
            InputSchema.forRequestsWith("fetch", "download", "http", "https", "url", "web page", "website", "web site")
                    .required(
                            "url",
                            Property.string("Address to fetch; https is assumed where it has no scheme.")
                                    .format("uri-reference")
                                    .length(2048))
                    .optional(
                            "method",
                            Property.string("GET for the content, HEAD for the headers only.")
                                    .values("GET", "HEAD")
                                    .words(Map.of("HEAD", List.of("head request", "headers only", "only the headers")))
                                    .fallback("GET"))
                    .build(),
            List.of(MediaTypes.CSV, MediaTypes.JSON, MediaTypes.HTML, MediaTypes.PLAIN),
            "builtin");

    private final WebFetcher fetcher;
    private final long maxBytes;

    /** Fetches as the configuration allows, resolving hosts by the operating system. */
    public HttpClientTool(ToolsConfig config, Clock clock) {
        this(config, AddressResolver.system(), clock, null, null);
    }

    HttpClientTool(
            ToolsConfig config,
            AddressResolver resolver,
            Clock clock,
            @Nullable SSLContext trust,
            @Nullable SchemePortResolver ports) {
        CheckedResolver checked =
                new CheckedResolver(resolver, config.httpClient().allowPrivateAddresses());
        this.fetcher = new WebFetcher(checked, config.httpClient().maxRedirects(), clock, trust, ports);
        this.maxBytes = config.maxResultSize().bytes();
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Arguments arguments = new Arguments(call);
        String method = arguments.text("method", "GET");
        long limit = arguments.bytesOfParameter("max_file_size", maxBytes);
        FetchedPage page = fetcher.fetch(method, WebAddress.parse(arguments.text("url")), limit, call.deadline());
        if (page.status() >= 300) {
            return refusedByServer(method, page);
        }
        return method.equals("HEAD") ? success(page, List.of(), headline(method, page)) : content(page);
    }

    private static ToolResult refusedByServer(String method, FetchedPage page) {
        int status = page.status();
        boolean retryable = status == 408 || status == 429 || status >= 500;
        return new ToolResult.Failure(
                "http_" + status,
                method + " " + page.address() + " answered " + (status + " " + page.reason()).strip()
                        + ", expected 200",
                retryable ? "Try again later." : "Check the address.",
                retryable);
    }

    private static ToolResult content(FetchedPage page) {
        String mediaType =
                MediaTypes.of(page.contentType(), page.address().path()).orElseThrow(() -> notText(page));
        String text = BodyText.decode(page.body(), page.contentType()).orElseThrow(() -> notText(page));
        String name = page.address().fileName();
        List<ToolResult.Artifact> artifacts = new ArrayList<>();
        artifacts.add(new ToolResult.Artifact(name, mediaType, text));
        StringBuilder summary = new StringBuilder(headline("GET", page))
                .append(", ")
                .append(Figures.count(text.lines().count(), "line", "lines"))
                .append('.');
        String words = text;
        if (mediaType.equals(MediaTypes.HTML)) {
            words = BodyText.ofHtml(text);
            artifacts.add(new ToolResult.Artifact(name, MediaTypes.PLAIN, words));
        }
        if (mediaType.equals(MediaTypes.HTML) || mediaType.equals(MediaTypes.PLAIN)) {
            summary.append('\n').append(excerpt(words));
        }
        return success(page, artifacts, summary.toString());
    }

    private static ToolResult success(FetchedPage page, List<ToolResult.Artifact> artifacts, String text) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("url", page.address().toString());
        data.put("status", page.status());
        if (page.contentType() != null) {
            data.put("content_type", page.contentType());
        }
        data.put("bytes", page.body().length);
        return new ToolResult.Success(text, data, artifacts);
    }

    private static String headline(String method, FetchedPage page) {
        String type = page.contentType() == null ? "no content type" : page.contentType();
        return method + " " + page.address() + " answered " + page.status() + ": " + type + ", " + page.body().length
                + " bytes";
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT
                ? text.strip()
                : text.substring(0, EXCERPT).strip() + " …";
    }

    private static ToolFailedException notText(FetchedPage page) {
        return new ToolFailedException(
                "not_text",
                page.address() + " has content type '" + page.contentType() + "', expected text",
                "Give the address of a text, CSV, JSON or HTML document.");
    }

    /** Closes what is still connected. */
    @Override
    public void close() {
        fetcher.close();
    }
}
