package dev.caxton.api;

import static dev.caxton.api.CaxtonFixture.ref;
import static dev.caxton.api.CaxtonFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryPath;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.api.memory.NewEntities;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.StoredEntities;
import dev.caxton.api.memory.TransferFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Memory: what comes in to harm it is answered rightly or refused clearly, and nothing is lost. */
interface HostileMemoryContract extends CaxtonFixture {

    /** Text that is something else to SQL, to FTS5, to a shell, to a browser or to a template. */
    List<String> STRANGE = List.of(
            "'; drop table entities; --",
            "\" or 1=1 --",
            "vault OR NOT",
            "vault AND (",
            "NEAR(vault opens, 3)",
            "words : vault",
            "vault*",
            "^vault",
            "{vault} + -",
            "%_[]",
            "$(touch /tmp/x) `id`",
            "<script>alert(1)</script>",
            "{{vault}} ${vault} #{vault}",
            "../../../etc/passwd",
            "\u202Evault\u202C",
            "va\u0301ult 漢字 😀 𝕧𝕒𝕦𝕝𝕥");

    @Test
    default void strangeTextsAreTextsEverywhere() {
        deploy("strange");
        remember("contract-strange", "bank", "the vault opens at nine");
        for (String text : STRANGE) {
            remember("contract-strange", text, text);
            assertThat(around("contract-strange", text).graph().nodes())
                    .as(text)
                    .extracting(MemoryGraph.Node::entityName)
                    .containsExactly(text);
            for (SearchMode mode : SearchMode.values()) {
                assertThat(caxton().memory()
                                .search(MemoryQuery.of("contract-strange", text)
                                        .withMode(mode)
                                        .withLimit(100))
                                .results())
                        .as(mode + " " + text)
                        .isNotNull();
            }
        }
        assertThat(caxton().memory()
                        .search(MemoryQuery.of("contract-strange", "NEAR(vault* AND \"opens")
                                .withMode(SearchMode.KEYWORD))
                        .results())
                .extracting(SearchHit::entityName)
                .contains("bank");
        assertThat(caxton().memory()
                        .stats(ref("contract-strange"), MemoryScope.AGENT)
                        .scopeBreakdown()
                        .getFirst()
                        .entities())
                .isEqualTo(STRANGE.size() + 1);
    }

    @Test
    default void whatIsTooLargeIsRefusedAndNothingOfItStored() {
        deploy("large");
        String tenMegabytes = "x".repeat(10 << 20);

        refused(
                LimitExceededException.class,
                ProblemType.TOO_LARGE,
                () -> remember("contract-large", "Ada", tenMegabytes));
        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> remember("contract-large", "n".repeat(10_000), "has a long name"));
        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().memory()
                        .createEntity(new NewEntity(
                                "contract-large", "Ada", "t".repeat(10_000), List.of("a"), null, Map.of())));
        refused(
                LimitExceededException.class,
                ProblemType.TOO_LARGE,
                () -> caxton().memory()
                        .createEntity(new NewEntity(
                                "contract-large",
                                "Ada",
                                "person",
                                List.of("a"),
                                null,
                                Map.of("k", "v".repeat(100_000)))));
        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().memory().createRelation(relation("contract-large", "n".repeat(10_000), "knows", "Ada")));
        StoredEntities batch = caxton().memory()
                .createEntities(NewEntities.of(List.of(
                        new NewEntity("contract-large", "Bob", "person", List.of("is small"), null, Map.of()),
                        new NewEntity(
                                "contract-large", "Cid", "person", List.of("y".repeat(1_100_000)), null, Map.of()))));

        assertThat(batch.entitiesCreated()).isEqualTo(1);
        assertThat(batch.results().get(1).error()).isNotNull();
        refused(NotFoundException.class, ProblemType.ENTITY_NOT_FOUND, () -> around("contract-large", "Ada"));
        String megabyte = "z".repeat(1 << 20);
        String id = remember("contract-large", "Dan", megabyte);
        assertThat(caxton().memory().entity(id).observations())
                .extracting(Observation::content)
                .containsExactly(megabyte);
    }

    @Test
    default void charactersThatNobodyCanReadAreRefused() {
        deploy("control");
        String id = remember("contract-control", "Ada", "tab\tand line\nare text");

        for (String bad : List.of("a\u0000b", "a\u0007b", "a\u001Bb", "a\u007Fb", "a\u0085b")) {
            invalid(() -> remember("contract-control", bad, "has a bad name"));
            invalid(() -> remember("contract-control", "Bob", bad));
            invalid(() -> caxton().memory().addObservations(NewObservations.of(id, List.of(bad))));
            invalid(() -> caxton().memory().createRelation(relation("contract-control", "Ada", bad, "Ada")));
        }
        invalid(() -> remember("contract-control", "Ada\nBob", "has a name of two lines"));

        assertThat(caxton().memory().entity(id).observations()).hasSize(1);
        assertThat(caxton().memory()
                        .stats(ref("contract-control"), MemoryScope.AGENT)
                        .scopeBreakdown()
                        .getFirst()
                        .entities())
                .isEqualTo(1);
    }

    @Test
    default void selfRelationsAndCyclesAreWalkedOnce() {
        deploy("cycle");
        for (String name : List.of("A", "B", "C")) {
            remember("contract-cycle", name, "is called " + name);
        }
        relate("contract-cycle", "A", "B");
        relate("contract-cycle", "B", "C");
        relate("contract-cycle", "C", "A");
        Relation self = relate("contract-cycle", "A", "A");
        caxton().memory()
                .createRelation(new NewRelation(
                        "contract-cycle", "B", "B", "mirrors", null, null, null, Map.of(), null, null, true));

        MemoryGraph graph =
                caxton().memory().graph(new GraphQuery("contract-cycle", "A", null, 10, Set.of(), 0, false));
        MemoryPath path = caxton().memory().path(PathQuery.of("contract-cycle", "A", "A"));

        assertThat(graph.graph().nodes())
                .extracting(MemoryGraph.Node::entityName)
                .containsExactlyInAnyOrder("A", "B", "C");
        assertThat(graph.graph().edges()).hasSize(5);
        assertThat(path.found()).isTrue();
        assertThat(path.length()).isZero();
        refused(ConflictException.class, ProblemType.ENTITY_CONFLICT, () -> relate("contract-cycle", "A", "A"));
        caxton().memory().retractRelation(null, self.relationId());
        assertThat(around("contract-cycle", "A").graph().edges()).hasSize(4);
    }

    @Test
    default void importOfTheMemorysOwnExportChangesNothing() throws IOException {
        deploy("self");
        remember("contract-self", "Ada", "met Babbage");
        remember("contract-self", "Bob", "is called Bob");
        relate("contract-self", "Ada", "Bob");
        relate("contract-self", "Ada", "Ada");
        for (TransferFormat format : TransferFormat.values()) {
            byte[] before = export(format);

            ImportReport report = caxton().memory()
                    .importFrom(
                            new ImportRequest(
                                    "contract-self",
                                    MemoryScope.AGENT,
                                    MergeStrategy.UPDATE_EXISTING,
                                    false,
                                    false,
                                    null),
                            new ByteArrayInputStream(before));

            assertThat(report.problems()).isEmpty();
            assertThat(report.entitiesImported() + report.entitiesUpdated()).isZero();
            assertThat(report.relationsImported() + report.relationsUpdated()).isZero();
            assertThat(records(export(format))).isEqualTo(records(before));
        }
    }

    @Test
    default void importsOfRubbishAreToldByLineAndStoreWhatIsGood() throws IOException {
        deploy("rubbish");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(line("{\"type\":\"entity\",\"name\":\"Ada\",\"entityType\":\"person\",\"observations\":[\"a\"]}"));
        file.write(new byte[] {'{', '"', (byte) 0xFF, (byte) 0xFE, '"', '}', '\n'});
        file.write(line("{\"type\":\"entity\",\"name\":\"nul\\u0000\",\"entityType\":\"person\",\"observations\":[]}"));
        file.write(line("[".repeat(5_000)));
        file.write(line("{\"type\":\"entity\",\"name\":\"" + "n".repeat(10_000) + "\",\"entityType\":\"p\"}"));
        file.write(line("{\"type\":\"relation\",\"from\":\"Ada\",\"to\":\"nobody\",\"relationType\":\"knows\"}"));
        file.write(line("{\"type\":\"entity\",\"name\":\"Bob\",\"entityType\":\"person\",\"observations\":[\"b\"]}"));

        ImportReport report = caxton().memory()
                .importFrom(
                        new ImportRequest("contract-rubbish", null, MergeStrategy.UPDATE_EXISTING, true, false, null),
                        new ByteArrayInputStream(file.toByteArray()));

        assertThat(report.entitiesImported()).isEqualTo(2);
        assertThat(report.problems()).extracting(ImportReport.Defect::line).contains(2L, 3L, 4L, 5L, 6L);
        assertThat(around("contract-rubbish", "Bob").graph().nodes()).hasSize(1);
    }

    private byte[] export(TransferFormat format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        caxton().memory()
                .exportTo(new ExportQuery("contract-self", MemoryScope.AGENT, format, false, true, null), file);
        return file.toByteArray();
    }

    /** The records of an export, without what tells when it was made. */
    private static List<String> records(byte[] export) {
        return new String(export, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.contains("export_metadata"))
                .toList();
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void invalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(work);
    }

    private String remember(String agent, String name, String observation) {
        return caxton().memory()
                .createEntity(new NewEntity(agent, name, "person", List.of(observation), null, Map.of()))
                .entityId();
    }

    private static NewRelation relation(String agent, String from, String type, String to) {
        return new NewRelation(agent, from, to, type, null, null, null, Map.of());
    }

    private Relation relate(String agent, String from, String to) {
        return caxton().memory().createRelation(relation(agent, from, "knows", to));
    }

    private MemoryGraph around(String agent, String entity) {
        return caxton().memory().graph(GraphQuery.of(agent, entity));
    }
}
