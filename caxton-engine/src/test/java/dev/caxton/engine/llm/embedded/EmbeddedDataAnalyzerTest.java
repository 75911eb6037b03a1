package dev.caxton.engine.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.engine.agent.builtin.http.LocalWeb;
import dev.caxton.engine.agent.builtin.http.TestTools;
import dev.caxton.engine.agent.builtin.table.CsvParserTool;
import dev.caxton.engine.tool.ToolInvoker;
import dev.caxton.engine.tool.ToolPolicy;
import dev.caxton.engine.tool.ToolRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent of the operational runbook, answered by the embedded provider with real tools. */
class EmbeddedDataAnalyzerTest {

    private static final ChatRequest.Agent AGENT = new ChatRequest.Agent(
            "data-analyzer",
            "DataAnalyzer",
            null,
            List.of("data-analysis", "report-generation"),
            "You are a data analysis expert who helps users understand their data.",
            "# DataAnalyzer Agent\n\nThis agent specializes in data analysis and can fetch data from URLs,\n"
                    + "parse various formats, and generate visualizations.");

    private LocalWeb web;
    private ToolInvoker invoker;
    private ToolLoop loop;

    @BeforeEach
    void start() throws Exception {
        web = new LocalWeb();
        ToolRegistry registry = ToolRegistry.of(List.of(() -> List.of(TestTools.everywhere(web), new CsvParserTool())));
        invoker = new ToolInvoker(registry, ToolPolicy.of(TestTools.config(true)), entry -> {}, Clock.systemUTC());
        loop = new ToolLoop(
                new EmbeddedChatModelProvider(text -> {
                            throw CaxtonException.of(
                                    ProblemType.EMBEDDING_UNAVAILABLE, "none in this test", (String) null);
                        })
                        .model(new ChatModelChoice(null, null, null)),
                registry,
                invoker);
    }

    @AfterEach
    void stop() {
        invoker.close();
        web.close();
    }

    @Test
    void quotesStatisticsOfTheFileThatTheRunbookAsksFor() {
        web.serve(
                "/data.csv",
                "text/csv",
                "date,region,revenue\n2026-01-01,North,100\n2026-01-02,South,250.5\n2026-01-03,North,\n");

        ToolLoop.Outcome outcome = loop.answer(
                AGENT,
                List.of("http_client", "csv_parser"),
                Map.of("max_file_size", "10MB"),
                List.of(),
                "Analyze sales data at example.com/data.csv",
                List.of());

        assertThat(outcome.tools()).containsExactly("http_client", "csv_parser");
        assertThat(outcome.answer().performative()).isEqualTo(Performative.INFORM);
        assertThat(outcome.answer().text())
                .contains("3 rows and 3 columns", "revenue (number): min 100, max 250.5", "1 missing")
                .contains("https://example.com/data.csv");
        assertThat(outcome.streamed()).isEqualTo(outcome.answer().text());
    }
}
