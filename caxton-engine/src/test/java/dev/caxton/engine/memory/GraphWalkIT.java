package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.BOB;
import static dev.caxton.engine.memory.MemoryFixture.relation;
import static dev.caxton.engine.memory.MemoryFixture.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.StoredEntity;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphWalkIT {

    @TempDir
    Path directory;

    private MemoryFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MemoryFixture(directory, WordEmbedder.loaded());
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            fixture.store(ALICE, name, "letter", "observation of " + name);
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void followsRelationsInBothDirectionsByDistance() {
        relate("a", "next", "b");
        relate("c", "next", "b");
        relate("c", "next", "d");

        MemoryGraph graph = walk("a", 10);

        assertThat(graph.graph().nodes())
                .extracting(MemoryGraph.Node::entityName, MemoryGraph.Node::depth)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", 0),
                        org.assertj.core.groups.Tuple.tuple("b", 1),
                        org.assertj.core.groups.Tuple.tuple("c", 2),
                        org.assertj.core.groups.Tuple.tuple("d", 3));
        assertThat(graph.graph().edges()).hasSize(3);
        assertThat(graph.graph().nodes().getFirst().observations()).containsExactly("observation of a");
        assertThat(graph.rootEntity())
                .isEqualTo(graph.graph().nodes().getFirst().entityId());
        assertThat(graph.traversalStats().maxDepth()).isEqualTo(3);
    }

    @Test
    void stopsAtTheDepthButShowsRelationsAmongTheOutermost() {
        relate("a", "next", "b");
        relate("a", "next", "c");
        relate("b", "knows", "c");
        relate("c", "next", "d");

        MemoryGraph graph = walk("a", 1);

        assertThat(graph.graph().nodes())
                .extracting(MemoryGraph.Node::entityName)
                .containsExactly("a", "b", "c");
        assertThat(graph.graph().edges()).hasSize(3);
    }

    @Test
    void endsInCyclesAndAtItself() {
        relate("a", "next", "b");
        relate("b", "next", "c");
        relate("c", "next", "a");
        relate("a", "is", "a");

        MemoryGraph graph = walk("a", 10);

        assertThat(graph.graph().nodes()).hasSize(3);
        assertThat(graph.graph().edges()).hasSize(4);
    }

    @Test
    void filtersByTypeAndStrength() {
        relate("a", "next", "b");
        relate("a", "knows", "c");
        fixture.memory.createRelation(new NewRelation(ALICE, "a", "d", "knows", 0.9, null, null, Map.of()));

        MemoryGraph graph = fixture.memory.graph(new GraphQuery(ALICE, "a", null, 3, Set.of("knows"), 0.8, false));

        assertThat(graph.graph().nodes())
                .extracting(MemoryGraph.Node::entityName)
                .containsExactly("a", "d");
        assertThat(graph.graph().nodes().getFirst().observations()).isEmpty();
    }

    @Test
    void startsInTheNarrowestScopeThatHasTheName() {
        StoredEntity own = fixture.store(ALICE, "project", "thing");
        StoredEntity shared = fixture.memory.createEntity(shared(MemoryScope.WORKSPACE, "project", "thing"));

        assertThat(walk("project", 1).rootEntity()).isEqualTo(own.entityId());
        assertThat(fixture.memory
                        .graph(new GraphQuery(BOB, "project", null, 1, Set.of(), 0, true))
                        .rootEntity())
                .isEqualTo(shared.entityId());
    }

    @Test
    void hidesOtherAgentsEntities() {
        StoredEntity bobs = fixture.store(BOB, "hidden", "thing");

        for (String reference : new String[] {"hidden", bobs.entityId(), "ent_nothing"}) {
            CaxtonException problem = catchThrowableOfType(CaxtonException.class, () -> walk(reference, 1));
            assertThat(problem.type()).isEqualTo(ProblemType.ENTITY_NOT_FOUND);
        }
    }

    private void relate(String from, String type, String to) {
        fixture.memory.createRelation(relation(ALICE, from, type, to));
    }

    private MemoryGraph walk(String entity, int depth) {
        return fixture.memory.graph(new GraphQuery(ALICE, entity, null, depth, Set.of(), 0, true));
    }
}
