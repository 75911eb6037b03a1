package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.memory.Relation;
import dev.caxton.engine.memory.NamedGraph.Edge;
import dev.caxton.engine.memory.NamedGraph.Node;
import dev.caxton.engine.memory.NamedGraph.Part;
import dev.caxton.engine.memory.NamedGraph.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedGraphIT {

    private static final Place ALICE = new Place(MemoryFixture.ALICE, null, "test");

    @TempDir
    Path directory;

    private MemoryFixture fixture;
    private NamedGraph graph;

    @BeforeEach
    void open() {
        fixture = new MemoryFixture(directory, WordEmbedder.loaded());
        graph = fixture.memory.byName();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void readsAHubOverManyPartsWithoutLossOrRepetition() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node(
                "hub",
                "place",
                IntStream.range(0, 90)
                        .mapToObj(i -> "fact " + i + " " + "z".repeat(200))
                        .toList()));
        IntStream.range(0, 300).forEach(i -> nodes.add(new Node("spoke " + i, "place", List.of())));
        graph.createEntities(ALICE, nodes);
        List<Edge> wanted = IntStream.range(0, 300)
                .mapToObj(i -> i % 2 == 0
                        ? new Edge("hub", "spoke " + i, "leads_to")
                        : new Edge("spoke " + i, "hub", "leads_to"))
                .toList();
        assertThat(graph.createRelations(ALICE, wanted)).isEqualTo(wanted);

        Set<String> facts = new LinkedHashSet<>();
        List<Edge> edges = new ArrayList<>();
        Set<String> names = new HashSet<>();
        String cursor = null;
        do {
            Part part = graph.read(ALICE, cursor);
            part.nodes().forEach(node -> {
                names.add(node.name());
                node.observations().forEach(fact -> assertThat(facts.add(fact)).isTrue());
            });
            edges.addAll(part.edges());
            cursor = part.next();
        } while (cursor != null);
        assertThat(names).hasSize(301);
        assertThat(facts).hasSize(90);
        assertThat(edges).containsExactlyInAnyOrderElementsOf(wanted);

        edges.clear();
        do {
            Part part = graph.open(ALICE, List.of("hub", "spoke 1"), cursor);
            edges.addAll(part.edges());
            cursor = part.next();
        } while (cursor != null);
        assertThat(edges).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void showsWhatIsTrueNowAndCutsWhatIsVeryLong() {
        fixture.store(MemoryFixture.ALICE, "Rosa", "person", "x".repeat(50_000));
        String entityId = fixture.memory
                .entity(new dev.caxton.api.memory.EntityQuery(
                        MemoryFixture.ALICE, "Rosa", dev.caxton.api.memory.TimeView.all()))
                .entityId();
        fixture.memory.addObservations(new dev.caxton.api.memory.NewObservations(
                MemoryFixture.ALICE,
                entityId,
                List.of("lived in Porto"),
                Instant.parse("2019-01-01T00:00:00Z"),
                Instant.parse("2020-01-01T00:00:00Z"),
                null,
                null));

        assertThat(graph.open(ALICE, List.of("Rosa"), null).nodes().getFirst().observations())
                .singleElement()
                .asString()
                .hasSizeLessThan(4_100)
                .endsWith("[46000 more characters]");
    }

    @Test
    void createsAnEntityOnceForManyAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Node>>> created = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> graph.createEntities(
                            ALICE, List.of(new Node("Ada", i % 2 == 0 ? "person" : "legend", List.of("exists"))))))
                    .toList();
            int made = 0;
            for (Future<List<Node>> future : created) {
                made += future.get().size();
            }
            assertThat(made).isEqualTo(1);
        }
        assertThat(fixture.count("entities")).isEqualTo(1);
        assertThat(fixture.count("observations")).isEqualTo(1);
    }

    @Test
    void keepsOutOfOtherAgentsGraphs() {
        Place bob = new Place(MemoryFixture.BOB, null, "test");
        graph.createEntities(ALICE, List.of(new Node("Ada", "person", List.of("secretly sings"))));

        assertThat(graph.read(bob, null).nodes()).isEmpty();
        assertThat(graph.search(bob, "sings").nodes()).isEmpty();
        assertThat(graph.open(bob, List.of("Ada"), null).nodes()).isEmpty();
        assertThat(graph.deleteEntities(bob, List.of("Ada")).missing()).containsExactly("Ada");
        assertThat(graph.deleteObservations(bob, List.of(Map.entry("Ada", List.of("secretly sings"))))
                        .deleted())
                .isZero();
        assertThat(fixture.count("observations")).isEqualTo(1);
    }

    /** A call is looked at as a whole before the first of it is stored. */
    @Test
    void storesNothingOfACallWithASecretInAnyPlace() {
        String secret = "AKIAIOSFODNN7EXAMPLE";
        Node fine = new Node("Ada", "person", List.of("sings"));

        assertThatThrownBy(() -> graph.createEntities(ALICE, List.of(fine, new Node(secret, "person", List.of()))))
                .hasMessageContaining("entities[1]")
                .hasMessageNotContaining(secret);
        assertThat(fixture.count("entities")).isZero();
        graph.createEntities(ALICE, List.of(fine));
        assertThatThrownBy(() -> graph.createRelations(
                        ALICE, List.of(new Edge("Ada", "Ada", "knows"), new Edge("Ada", "Ada", secret))))
                .hasMessageContaining("relations[1]")
                .hasMessageNotContaining(secret);
        assertThat(fixture.count("relations")).isZero();
    }

    @Test
    void keepsRelationsToItselfOnce() {
        graph.createEntities(ALICE, List.of(new Node("Ada", "person", List.of())));
        Edge self = new Edge("Ada", "Ada", "knows");
        graph.createRelations(ALICE, List.of(self, self));

        assertThat(graph.open(ALICE, List.of("Ada"), null).edges()).containsExactly(self);
        assertThat(fixture.count("relations")).isEqualTo(1);
        assertThat(graph.deleteRelations(ALICE, List.of(self)).deleted()).isEqualTo(1);
        assertThat(fixture.memory
                        .history(new dev.caxton.api.memory.EntityQuery(
                                MemoryFixture.ALICE, "Ada", dev.caxton.api.memory.TimeView.all()))
                        .relations())
                .extracting(Relation::retractedAt)
                .doesNotContainNull();
    }
}
