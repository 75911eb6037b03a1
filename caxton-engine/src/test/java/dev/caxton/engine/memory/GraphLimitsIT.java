package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.BOB;
import static dev.caxton.engine.memory.MemoryFixture.relation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryPath;
import dev.caxton.api.memory.Neighbourhood;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.RelationDirection;
import dev.caxton.api.memory.RelationLimits;
import dev.caxton.api.memory.TraversalStrategy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphLimitsIT {

    @TempDir
    Path directory;

    private MemoryFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MemoryFixture(directory, WordEmbedder.starting());
        fixture.store(ALICE, "hub", "hub", "the middle");
        for (int i = 0; i < 40; i++) {
            fixture.store(ALICE, "leaf " + i, "leaf", "observation " + i);
            fixture.memory.createRelation(
                    new NewRelation(ALICE, "hub", "leaf " + i, "has", i / 40.0, null, null, Map.of()));
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void saysThatThereIsMoreThanTheAnswerHolds() {
        MemoryGraph whole = walk(41, TraversalStrategy.BREADTH_FIRST);
        MemoryGraph cut = walk(40, TraversalStrategy.BREADTH_FIRST);
        MemoryGraph cutDepthFirst = walk(2, TraversalStrategy.DEPTH_FIRST);

        assertThat(whole.traversalStats().truncated()).isFalse();
        assertThat(whole.traversalStats().limitsReached()).isEmpty();
        assertThat(cut.traversalStats().truncated()).isTrue();
        assertThat(cut.traversalStats().limitsReached()).containsExactly("max_nodes");
        assertThat(cut.graph().nodes()).hasSize(40);
        assertThat(cut.graph().edges()).hasSize(39);
        assertThat(cutDepthFirst.graph().nodes())
                .extracting(MemoryGraph.Node::entityName)
                .containsExactly("hub", "leaf 0");
    }

    @Test
    void sumsUpANeighbourhood() {
        fixture.memory.createRelation(relation(ALICE, "leaf 1", "next", "leaf 2"));
        fixture.memory.createRelation(relation(ALICE, "leaf 1", "is", "leaf 1"));

        Neighbourhood around = fixture.memory.neighbourhood(GraphQuery.of(ALICE, "hub"));

        assertThat(around.nodes()).isEqualTo(41);
        assertThat(around.edges()).isEqualTo(42);
        assertThat(around.nodesByDepth()).containsExactly(1, 40);
        assertThat(around.nodesByType()).containsExactly(Map.entry("leaf", 40), Map.entry("hub", 1));
        assertThat(around.edgesByType())
                .containsExactly(Map.entry("has", 40), Map.entry("is", 1), Map.entry("next", 1));
        assertThat(around.strongest())
                .hasSize(10)
                .extracting(Relation::strength)
                .startsWith(39 / 40.0, 38 / 40.0);
        assertThat(around.hubs())
                .hasSize(10)
                .extracting(Neighbourhood.Hub::entityName, Neighbourhood.Hub::relations)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple("hub", 40),
                        org.assertj.core.groups.Tuple.tuple("leaf 1", 3));
    }

    @Test
    void findsTheStrongestOfTheShortestPaths() {
        fixture.store(ALICE, "goal", "goal");
        fixture.memory.createRelation(relation(ALICE, "leaf 3", "leads_to", "goal"));
        fixture.memory.createRelation(relation(ALICE, "leaf 30", "leads_to", "goal"));
        fixture.store(ALICE, "island", "goal");

        MemoryPath path = fixture.memory.path(PathQuery.of(ALICE, "hub", "goal"));
        MemoryPath back = fixture.memory.path(PathQuery.of(ALICE, "goal", "hub"));
        MemoryPath itself = fixture.memory.path(PathQuery.of(ALICE, "hub", "hub"));

        assertThat(path.found()).isTrue();
        assertThat(path.length()).isEqualTo(2);
        assertThat(path.nodes()).extracting(MemoryGraph.Node::entityName).containsExactly("hub", "leaf 30", "goal");
        assertThat(path.edges()).extracting(Relation::relationType).containsExactly("has", "leads_to");
        assertThat(back.nodes()).extracting(MemoryGraph.Node::entityName).containsExactly("goal", "leaf 30", "hub");
        assertThat(itself.found()).isTrue();
        assertThat(itself.length()).isZero();
        assertThat(fixture.memory.path(PathQuery.of(ALICE, "hub", "island")).found())
                .isFalse();
        assertThat(fixture.memory
                        .path(new PathQuery(ALICE, "goal", "hub", null, 10, outgoing()))
                        .found())
                .isFalse();
    }

    @Test
    void walksOnlyOverRelationsThatAreValidThen() {
        RelationLimits before =
                new RelationLimits(Set.of(), RelationDirection.BOTH, 0, Instant.parse("2020-01-01T00:00:00Z"));

        MemoryGraph then = fixture.memory.graph(
                new GraphQuery(ALICE, "hub", null, 3, before, false, TraversalStrategy.BREADTH_FIRST, 100));

        assertThat(then.graph().nodes()).hasSize(1);
        assertThat(then.graph().edges()).isEmpty();
    }

    @Test
    void followsADeletionAtOnce() {
        String hub = fixture.store(ALICE, "hub", "hub").entityId();
        fixture.store(ALICE, "other", "hub");
        fixture.memory.createRelation(relation(ALICE, "other", "has", "leaf 1"));
        fixture.memory.createRelation(relation(ALICE, "other", "has", "leaf 2"));

        fixture.memory.deleteEntity(hub);

        assertThat(fixture.memory.path(PathQuery.of(ALICE, "leaf 1", "leaf 3")).found())
                .isFalse();
        assertThat(fixture.memory.path(PathQuery.of(ALICE, "leaf 1", "leaf 2")).length())
                .isEqualTo(2);
        fixture.memory.clear(dev.caxton.api.agent.AgentRef.of(ALICE), null, Set.of("hub"));
        assertThat(fixture.memory.path(PathQuery.of(ALICE, "leaf 1", "leaf 2")).found())
                .isFalse();
        fixture.store(ALICE, "hub", "hub");
        assertThat(fixture.memory.graph(GraphQuery.of(ALICE, "hub")).graph().nodes())
                .hasSize(1);
    }

    @Test
    void doesNotTellPathsOfOthers() {
        fixture.store(BOB, "leaf 1", "leaf");
        fixture.store(BOB, "leaf 2", "leaf");

        assertThat(fixture.memory.path(PathQuery.of(BOB, "leaf 1", "leaf 2")).found())
                .isFalse();
    }

    private static RelationLimits outgoing() {
        return new RelationLimits(Set.of(), RelationDirection.OUTGOING, 0, null);
    }

    private MemoryGraph walk(int maxNodes, TraversalStrategy strategy) {
        return fixture.memory.graph(
                new GraphQuery(ALICE, "hub", null, 3, RelationLimits.NONE, true, strategy, maxNodes));
    }
}
