package dev.caxton.embedded.cli.memory.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryGraph.Node;
import dev.caxton.api.memory.Relation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class GraphPictureTest {

    private static final String HOSTILE = "<script>alert(\"1\")</script>&\u0000\uD800'];%\\";

    @ParameterizedTest
    @ValueSource(strings = {"svg", "dot", "mermaid"})
    void drawsTheSameGraphAlike(String format) {
        assertThat(GraphPicture.of(format).draw(star(30)))
                .isEqualTo(GraphPicture.of(format).draw(star(30)))
                .contains("leaf 7", "has");
    }

    @Test
    void writesXmlWithoutScriptsWhateverNamesSay() throws Exception {
        String svg = GraphPicture.of("svg")
                .draw(graph(
                        List.of(node(0, HOSTILE, HOSTILE, 0), node(1, "x".repeat(5_000), "long", 1)),
                        List.of(edge(0, 1, HOSTILE), edge(1, 0, "back"), edge(0, 0, "self"))));

        Document document = parse(svg);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .contains("<script>");
        assertThat(svg).doesNotContain("<script").hasSizeLessThan(10_000);
        assertThat(svg.split("http:")).as("only the name space").hasSize(2);
    }

    @Test
    void coversNoBoxWithAnother() throws Exception {
        for (int leaves : new int[] {1, 5, 40, 120}) {
            NodeList boxes = parse(GraphPicture.of("svg").draw(star(leaves))).getElementsByTagName("rect");
            List<double[]> rects = new ArrayList<>();
            for (int i = 0; i < boxes.getLength(); i++) {
                org.w3c.dom.NamedNodeMap attributes = boxes.item(i).getAttributes();
                if (attributes.getNamedItem("height").getNodeValue().equals("38")) {
                    rects.add(new double[] {
                        Double.parseDouble(attributes.getNamedItem("x").getNodeValue()),
                        Double.parseDouble(attributes.getNamedItem("y").getNodeValue()),
                        Double.parseDouble(attributes.getNamedItem("width").getNodeValue())
                    });
                }
            }
            assertThat(rects).hasSize(leaves + 1);
            for (int a = 0; a < rects.size(); a++) {
                for (int b = a + 1; b < rects.size(); b++) {
                    double[] one = rects.get(a);
                    double[] two = rects.get(b);
                    boolean apart =
                            one[0] + one[2] <= two[0] || two[0] + two[2] <= one[0] || Math.abs(one[1] - two[1]) >= 38;
                    assertThat(apart).as("boxes %d and %d of %d", a, b, leaves).isTrue();
                }
            }
        }
    }

    @Test
    void saysHowMuchIsLeftOut() {
        assertThat(GraphPicture.of("svg").draw(star(300))).contains("200 of 301 entities drawn");
        assertThat(GraphPicture.of("svg").draw(graph(List.of(node(0, "alone", "thing", 0)), List.of())))
                .contains("1 entity, 0 relations");
    }

    @Test
    void quotesForGraphvizAndMermaid() {
        MemoryGraph hostile = graph(List.of(node(0, HOSTILE, "t", 0)), List.of(edge(0, 0, "a\"b")));

        assertThat(GraphPicture.of("dot").draw(hostile)).contains("\\\"1\\\"").contains("a\\\"b");
        assertThat(GraphPicture.of("mermaid").draw(hostile))
                .doesNotContain("<script>")
                .contains("#60;script");
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static MemoryGraph star(int leaves) {
        List<Node> nodes = new ArrayList<>(List.of(node(0, "hub", "hub", 0)));
        List<Relation> edges = new ArrayList<>();
        for (int i = 1; i <= leaves; i++) {
            nodes.add(node(i, "leaf " + i, "type " + i % 11, 1 + i % 3));
            edges.add(edge(i % 3 == 0 ? 0 : i / 2, i, "has"));
        }
        return graph(nodes, edges);
    }

    private static MemoryGraph graph(List<Node> nodes, List<Relation> edges) {
        return new MemoryGraph(
                nodes.getFirst().entityId(),
                new MemoryGraph.Graph(nodes, edges),
                new MemoryGraph.TraversalStats(1, nodes.size(), edges.size(), 1, false, List.of()));
    }

    private static Node node(int number, String name, String type, int depth) {
        return new Node("ent_" + number, name, type, depth, List.of());
    }

    private static Relation edge(int from, int to, String type) {
        return new Relation(
                "rel_" + from + "_" + to,
                "ent_" + from,
                "ent_" + to,
                type,
                0.5,
                1,
                Instant.parse("2025-01-01T00:00:00Z"));
    }
}
