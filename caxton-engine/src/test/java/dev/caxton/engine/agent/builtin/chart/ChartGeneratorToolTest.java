package dev.caxton.engine.agent.builtin.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.agent.builtin.file.DirectoryAgentFiles;
import dev.caxton.engine.agent.builtin.http.TestTools;
import dev.caxton.engine.agent.builtin.table.CsvParserTool;
import dev.caxton.engine.tool.ToolFailedException;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartGeneratorToolTest {

    private static final String CSV = "day,region,sold,price\n"
            + "2026-01-01,north,1,10\n"
            + "2026-01-02,south,2,8\n"
            + "2026-01-03,north,3,6\n"
            + "2026-01-04,west,4,5\n";

    @TempDir
    private Path data;

    private ChartGeneratorTool tool;

    @BeforeEach
    void create() {
        tool = new ChartGeneratorTool(new DirectoryAgentFiles(data));
    }

    private static Object table(String csv) {
        ToolResult.Success parsed =
                (ToolResult.Success) new CsvParserTool().call(TestTools.call(Map.of("content", csv)));
        return parsed.artifacts().get(0).value();
    }

    private ToolResult.Success draw(Object... arguments) {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            all.put((String) arguments[i], arguments[i + 1]);
        }
        return (ToolResult.Success) tool.call(TestTools.call(all));
    }

    private static Document xml(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private Document svg(ToolResult.Success success) throws Exception {
        return xml(Files.readString(data.resolve(success.data().get("svg").toString())));
    }

    private static List<String> texts(Document svg) {
        NodeList nodes = svg.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @ParameterizedTest
    @CsvSource({"bar, rect, 4", "line, polyline, 1", "scatter, circle, 4", "pie, path, 3", "histogram, rect, 6"})
    void drawsEachKindAsSvgAndPng(String type, String element, int atLeast) throws Exception {
        ToolResult.Success success = type.equals("scatter")
                ? draw("table", table(CSV), "type", type, "x", "sold", "y", "price")
                : type.equals("pie") || type.equals("bar")
                        ? draw("table", table(CSV), "type", type, "x", "region", "y", "sold")
                        : draw("table", table(CSV), "type", type, "y", "sold");

        Document svg = svg(success);
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName(element).getLength()).isGreaterThanOrEqualTo(atLeast);
        BufferedImage png =
                ImageIO.read(data.resolve(success.data().get("png").toString()).toFile());
        assertThat(png.getWidth()).isEqualTo(800);
        assertThat(png.getHeight()).isEqualTo(500);
        assertThat(colors(png)).isGreaterThan(3);
        assertThat(success.artifacts())
                .extracting(ToolResult.Artifact::mediaType)
                .containsExactly("image/svg+xml", "image/png");
    }

    private static int colors(BufferedImage image) {
        java.util.Set<Integer> colors = new java.util.HashSet<>();
        for (int x = 0; x < image.getWidth(); x += 3) {
            for (int y = 0; y < image.getHeight(); y += 3) {
                colors.add(image.getRGB(x, y));
            }
        }
        return colors.size();
    }

    @Test
    void drawsBarsAsHighAsTheirValues() throws Exception {
        Document svg = svg(draw("values", List.of(10, 5, 0), "labels", List.of("a", "b", "c")));

        NodeList rectangles = svg.getElementsByTagName("rect");
        double[] heights = new double[3];
        for (int i = 0; i < 3; i++) {
            heights[i] = Double.parseDouble(rectangles
                    .item(i + 1)
                    .getAttributes()
                    .getNamedItem("height")
                    .getNodeValue());
        }
        assertThat(heights[0]).isEqualTo(2 * heights[1]);
        assertThat(heights[2]).isZero();
        assertThat(texts(svg)).contains("a", "b", "c", "0", "2", "4", "10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><svg onload=x>",
                "a & b",
                "]]>",
                "\u0000\u0007\uFFFE",
                "<!--",
                "\uD83D\uDE00",
                "\uD800",
                "&#x0;",
                "שלום",
                "x\ny"
            })
    void escapesWhateverTextsHold(String hostile) throws Exception {
        ToolResult.Success success =
                draw("values", List.of(1, 2), "labels", List.of(hostile, "b"), "title", hostile + " title");

        Document svg = svg(success);
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("svg").getLength()).isEqualTo(1);
        assertThat(texts(svg)).contains("b");
    }

    @Test
    void choosesKindAndColumnsByTheTable() {
        assertThat(draw("table", table(CSV), "x", "region").text()).startsWith("Bar chart \"sum of price by region\"");
        assertThat(draw("table", table(CSV)).text()).startsWith("Line chart \"price by day\"");
        assertThat(draw("table", table("v\n1\n2\n3\n")).text()).startsWith("Histogram \"distribution of v\"");
        assertThat(draw("table", table("name\nx\ny\nx\n"), "x", "name").text())
                .startsWith("Bar chart \"number of rows by name\"");
    }

    @Test
    void keepsANegativeValueBelowTheBaseline() throws Exception {
        Document svg = svg(draw("values", List.of(-5, 5)));

        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(texts(svg)).contains("-4", "0", "4");
    }

    @ParameterizedTest
    @CsvSource({"pie, not_shares", "bar, ok", "line, ok", "histogram, ok"})
    void refusesAPieOfNegativeValues(String type, String expected) {
        if (expected.equals("ok")) {
            assertThat(draw("values", List.of(-1, 2), "type", type).text()).contains("saved as");
        } else {
            assertThatThrownBy(() -> draw("values", List.of(-1, 2), "type", type))
                    .isInstanceOfSatisfying(
                            ToolFailedException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(expected));
        }
    }

    @Test
    void survivesExtremeValues() throws Exception {
        for (List<Double> values : List.of(
                List.of(1e308, -1e307),
                List.of(1e-300, 2e-300),
                List.of(0.0, 0.0),
                List.of(7.0),
                List.of(1e15, 1e15 + 1))) {
            assertThat(svg(draw("values", values, "type", "line"))
                            .getElementsByTagName("polyline")
                            .getLength())
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> draw("values", List.of(1.7e308, -1.7e308)))
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        e -> assertThat(e.failure().code()).isEqualTo("too_wide"));
    }

    @Test
    void putsManyGroupsTogether() {
        StringBuilder csv = new StringBuilder("k,v\n");
        for (int i = 0; i < 200; i++) {
            csv.append("key").append(i).append(',').append(i).append('\n');
        }
        assertThat(draw("table", table(csv.toString()), "type", "pie", "x", "k", "y", "v")
                        .text())
                .contains("with 9 values");
    }

    @Test
    void givesTheSameChartTheSameNameAndAnotherAnother() {
        Object first = draw("values", List.of(1, 2)).data().get("svg");

        assertThat(draw("values", List.of(1, 2)).data().get("svg")).isEqualTo(first);
        assertThat(draw("values", List.of(1, 3)).data().get("svg")).isNotEqualTo(first);
    }

    /** Where Java finds no font, the SVG is there all the same. Needs a process of its own: fonts are found once. */
    @Test
    void drawsTheSvgOnAMachineWithoutFonts() throws Exception {
        Path fonts = Files.writeString(data.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + data,
                "-cp",
                System.getProperty("java.class.path"),
                DrawOne.class.getName(),
                data.toString());
        builder.environment().put("FONTCONFIG_FILE", fonts.toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("DRAWN: Bar chart").contains("svg");
        if (!output.contains("image/png")) {
            assertThat(output).contains("No PNG was made: this machine has no font that Java can draw with.");
        }
    }

    /** Draws one chart and says what the tool said. */
    static final class DrawOne {
        public static void main(String[] arguments) {
            ToolResult.Success success =
                    (ToolResult.Success) new ChartGeneratorTool(new DirectoryAgentFiles(Path.of(arguments[0])))
                            .call(TestTools.call(Map.of("values", List.of(1, 2, 3))));
            System.out.println("DRAWN: " + success.text());
        }
    }
}
