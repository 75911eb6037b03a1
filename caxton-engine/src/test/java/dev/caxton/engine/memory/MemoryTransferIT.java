package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.BOB;
import static dev.caxton.engine.memory.MemoryFixture.await;
import static dev.caxton.engine.memory.MemoryFixture.relation;
import static dev.caxton.engine.memory.MemoryFixture.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportReport.Defect;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.memory.TransferFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryTransferIT {

    private static final ImportRequest TOLERANT =
            new ImportRequest(null, null, MergeStrategy.UPDATE_EXISTING, true, false, null);

    @TempDir
    Path directory;

    private MemoryFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MemoryFixture(directory.resolve("first"), WordEmbedder.loaded());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void fill() {
        StoredEntity ada = fixture.memory.createEntity(new NewEntity(
                ALICE, "Ada", "person", List.of("met Babbage", "wrote notes"), null, Map.of("born", 1815)));
        fixture.store(ALICE, "Engine", "machine", "never \"finished\"\n\u2028 done 😀");
        fixture.memory.createRelation(relation(ALICE, "Ada", "knows", "Engine"));
        fixture.memory.createRelation(relation(ALICE, "Engine", "is", "Engine"));
        fixture.memory.createEntity(shared(MemoryScope.WORKSPACE, "Ada", "person", "known to all"));
        fixture.memory.createEntity(shared(MemoryScope.GLOBAL, "World", "place"));
        fixture.store(BOB, "Ada", "dog", "barks");
        Entity stored = fixture.memory.entity(ada.entityId());
        fixture.memory.retractObservation(
                ALICE, stored.observations().getFirst().observationId());
        fixture.memory.addObservations(ada.entityId(), List.of("translated Menabrea"));
    }

    @ParameterizedTest
    @EnumSource(value = TransferFormat.class, names = "SERVER_MEMORY", mode = EnumSource.Mode.EXCLUDE)
    void bringsBackWhatWasExported(TransferFormat format) throws IOException, InterruptedException {
        fill();
        await(() -> fixture.memory.status().vectorsMissing() == 0);
        ExportQuery query = new ExportQuery(null, null, format, true, true, null);
        String first = export(query);

        try (MemoryFixture second = new MemoryFixture(directory.resolve("second"), WordEmbedder.loaded())) {
            ImportReport report = second.memory.importFrom(ImportRequest.usual(), bytes(first));

            assertThat(report.problems()).isEmpty();
            assertThat(report.complete()).isTrue();
            assertThat(report.entitiesImported()).isEqualTo(5);
            assertThat(report.relationsImported()).isEqualTo(2);
            assertThat(second.memory.status().vectorsMissing()).isZero();
            assertThat(second.index.vectors().size())
                    .isEqualTo(fixture.index.vectors().size());
            assertThat(second.database.verifyRows()).isEmpty();
            assertThat(second.memory.path(PathQuery.of(ALICE, "Ada", "Engine")).length())
                    .isEqualTo(1);
            assertThat(content(exportOf(second, query))).isEqualTo(content(first));

            ImportReport again = second.memory.importFrom(ImportRequest.usual(), bytes(first));
            assertThat(again.entitiesSkipped()).isEqualTo(5);
            assertThat(again.relationsSkipped()).isEqualTo(2);
            assertThat(content(exportOf(second, query))).isEqualTo(content(first));
        }
    }

    @Test
    void readsFrequentWordsAheadAfterAnImport() throws IOException, InterruptedException {
        String lines = IntStream.range(0, 700)
                .mapToObj(i -> "{\"type\":\"entity\",\"name\":\"thing " + i
                        + "\",\"entityType\":\"thing\",\"observations\":[\"a common word\"]}\n")
                .collect(Collectors.joining());

        ImportReport report = fixture.memory.importFrom(ImportRequest.usual(), bytes(lines));

        assertThat(report.entitiesImported()).isEqualTo(700);
        await(() -> fixture.index.words().keptWords().contains("common"));
    }

    @Test
    void speaksTheFormatOfServerMemoryInBothDirections() throws IOException {
        String foreign = """
            {"type":"entity","name":"default_user","entityType":"person","observations":["prefers short answers","lives in Lisbon"]}
            {"type":"entity","name":"Anthropic","entityType":"company","observations":[]}
            {"type":"relation","from":"default_user","to":"Anthropic","relationType":"works_at"}
            """;

        ImportReport report = fixture.memory.importFrom(ImportRequest.usual(), bytes(foreign.strip()));

        assertThat(report.problems()).isEmpty();
        assertThat(report.entitiesImported()).isEqualTo(2);
        assertThat(report.observationsImported()).isEqualTo(2);
        assertThat(export(ExportQuery.all(TransferFormat.SERVER_MEMORY))).isEqualTo(foreign);
        assertThat(fixture.memory
                        .path(PathQuery.of(null, "default_user", "Anthropic"))
                        .found())
                .isTrue();
    }

    @Test
    void waitsForEntitiesFurtherDown() throws IOException {
        ImportReport report = fixture.memory.importFrom(ImportRequest.usual(), bytes("""
            {"type":"relation","from":"a","to":"b","relationType":"next"}
            {"type":"entity","name":"a","entityType":"letter","observations":[]}
            {"type":"entity","name":"b","entityType":"letter","observations":[]}
            """));

        assertThat(report.problems()).isEmpty();
        assertThat(report.relationsImported()).isEqualTo(1);
    }

    @Test
    void namesEveryBadRecordWithItsLine() throws IOException {
        byte[] start =
                ("\uFEFF{\"type\":\"entity\",\"name\":\"good\",\"entityType\":\"t\",\"observations\":[\"x\"]}\r\n"
                    + "\r\n"
                    + "{\"type\":\"entity\",\"name\":\"bad\",\"entityType\":\"t\",\"observations\":[\"ok\",7]}\n"
                    + "not json at all\n"
                    + "{\"type\":\"relation\",\"from\":\"good\",\"to\":\"nobody\",\"relationType\":\"r\"}\n"
                    + "{\"type\":\"song\"}\n"
                    + "{\"type\":\"entity\",\"name\":\"a\",\"name\":\"b\",\"entityType\":\"t\"}\n"
                                + "[".repeat(100_000) + "\n"
                                + "{\"type\":\"entity\",\"name\":\"" + "n".repeat(10_000) + "\",\"entityType\":\"t\"}\n"
                                + "{\"type\":\"entity\",\"name\":\"big\",\"entityType\":\"t\",\"observations\":[\""
                                + "o".repeat(10 << 20) + "\"]}\n"
                                                       + "{\"type\":\"entity\",\"entity_id\":\"ent_01890000-0000-7000-8000-000000000001\",\"entity_name\":\"one\",\"entity_type\":\"t\"}\n"
                                                       + "{\"type\":\"entity\",\"entity_id\":\"ent_01890000-0000-7000-8000-000000000001\",\"entity_name\":\"two\",\"entity_type\":\"t\"}\n"
                                                       + "{\"type\":\"entity\",\"name\":\"utf")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] end = "\"}\n{\"type\":\"entity\",\"name\":\"cut".getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + 1 + end.length];
        System.arraycopy(start, 0, all, 0, start.length);
        all[start.length] = (byte) 0xE4;
        System.arraycopy(end, 0, all, start.length + 1, end.length);

        ImportReport report = fixture.memory.importFrom(TOLERANT, new ByteArrayInputStream(all));

        assertThat(report.entitiesImported()).isEqualTo(2);
        assertThat(report.problems())
                .extracting(Defect::line)
                .containsExactly(3L, 4L, 6L, 7L, 8L, 9L, 10L, 13L, 14L, 12L, 5L);
        Map<Long, Defect> byLine = report.problems().stream().collect(Collectors.toMap(Defect::line, d -> d));
        assertThat(byLine.get(3L).path()).isEqualTo("$.observations[1]");
        assertThat(byLine.get(5L).message()).contains("'nobody'");
        assertThat(byLine.get(7L).message()).contains("Duplicate");
        assertThat(byLine.get(9L).path()).isEqualTo("$.entity_name");
        assertThat(byLine.get(10L).message()).contains("10485760");
        assertThat(byLine.get(12L).path()).isEqualTo("$.entity_id");
        assertThat(byLine.get(13L).byteInLine()).isEqualTo(30);
        assertThat(byLine.get(14L).message()).contains("cut off");
        assertThat(fixture.database.verifyRows()).isEmpty();
    }

    @Test
    void writesNothingAfterABadRecordWithoutLeaveToSkipIt() throws IOException {
        ImportReport report = fixture.memory.importFrom(ImportRequest.usual(), bytes("""
            {"type":"entity","name":"a","entityType":"letter"}
            oops
            {"type":"entity","name":"b","entityType":"letter"}
            {"type":"entity","name":7,"entityType":"letter"}
            """));

        assertThat(report.complete()).isFalse();
        assertThat(report.problems()).extracting(Defect::line).containsExactly(2L, 4L);
        assertThat(fixture.count("entities")).isZero();
    }

    @Test
    void checksWithoutWriting() throws IOException {
        ImportRequest only = ImportRequest.usual().onlyValidating();
        String good = """
            {"type":"relation","from":"a","to":"b","relationType":"next"}
            {"type":"entity","name":"a","entityType":"letter"}
            {"type":"entity","name":"b","entityType":"letter"}
            """;

        ImportReport report = fixture.memory.importFrom(only, bytes(good));
        ImportReport bad = fixture.memory.importFrom(
                only, bytes(good + "{\"type\":\"relation\",\"from\":\"a\",\"to\":\"c\",\"relationType\":\"next\"}\n"));

        assertThat(report.complete()).isTrue();
        assertThat(report.problems()).isEmpty();
        assertThat(bad.complete()).isFalse();
        assertThat(bad.problems()).extracting(Defect::line).containsExactly(4L);
        assertThat(fixture.count("entities")).isZero();
    }

    @Test
    void mergesAsItIsTold() throws IOException {
        String file = """
            {"type":"entity","name":"Ada","entityType":"person","observations":["old","new"]}
            {"type":"entity","name":"Bert","entityType":"person","observations":[]}
            """;
        for (MergeStrategy strategy : MergeStrategy.values()) {
            fixture.memory.createEntity(shared(MemoryScope.WORKSPACE, "Ada", "person", "old"));
            ImportReport report =
                    fixture.memory.importFrom(new ImportRequest(null, null, strategy, true, false, null), bytes(file));
            int observations =
                    fixture.memory.entity(entityId("Ada")).observations().size();
            switch (strategy) {
                case UPDATE_EXISTING -> {
                    assertThat(report.entitiesUpdated()).isEqualTo(1);
                    assertThat(report.conflictsResolved()).isEqualTo(1);
                    assertThat(observations).isEqualTo(2);
                }
                case SKIP_EXISTING -> {
                    assertThat(report.entitiesSkipped()).isEqualTo(1);
                    assertThat(observations).isEqualTo(1);
                }
                case ERROR_ON_CONFLICT -> {
                    assertThat(report.problems()).extracting(Defect::line).containsExactly(1L);
                    assertThat(observations).isEqualTo(1);
                }
            }
            assertThat(report.entitiesImported()).isEqualTo(1);
            fixture.memory.deleteEntity(entityId("Ada"));
            fixture.memory.deleteEntity(entityId("Bert"));
        }
        fixture.memory.createEntity(shared(MemoryScope.WORKSPACE, "Bert", "dog"));
        ImportReport strict = fixture.memory.importFrom(ImportRequest.usual(), bytes(file));
        assertThat(strict.complete()).isFalse();
        assertThat(strict.problems()).hasSize(1).first().satisfies(defect -> {
            assertThat(defect.line()).isEqualTo(2);
            assertThat(defect.path()).isEqualTo("$.entity_type");
        });
        assertThat(fixture.count("entities")).isEqualTo(1);
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        String file = IntStream.range(0, 5_000)
                .mapToObj(i -> "{\"type\":\"entity\",\"name\":\"thing " + i
                        + "\",\"entityType\":\"thing\",\"observations\":[\"fact " + i + "\"]}\n")
                .collect(Collectors.joining());
        ImportRequest request =
                new ImportRequest(null, null, MergeStrategy.ERROR_ON_CONFLICT, false, false, "nightly-1");
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        InputStream broken = new java.io.FilterInputStream(new ByteArrayInputStream(bytes)) {
            private long left = bytes.length / 2;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (left <= 0) {
                    throw new IOException("connection lost");
                }
                int read = super.read(target, offset, (int) Math.min(length, left));
                left -= read;
                return read;
            }
        };
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> fixture.memory.importFrom(request, broken));
        long half = fixture.count("entities");
        assertThat(half).isPositive().isLessThan(5_000).isEqualTo(half / 100 * 100);

        ImportReport report = fixture.memory.importFrom(request, bytes(file));

        assertThat(report.problems()).isEmpty();
        assertThat(report.entitiesImported()).isEqualTo(5_000);
        assertThat(fixture.count("entities")).isEqualTo(5_000);
        assertThatExceptionOfType(CaxtonException.class)
                .isThrownBy(() -> fixture.memory.importFrom(request, bytes(file.replace("fact", "lie"))))
                .withMessageContaining("import");
    }

    @Test
    void writesWhatAnAgentSeesAndNothingElse() throws IOException {
        fill();

        String bobs = export(new ExportQuery(BOB, null, TransferFormat.JSONL, false, true, null));
        String own = export(new ExportQuery(BOB, MemoryScope.AGENT, TransferFormat.JSONL, false, true, null));

        assertThat(bobs).contains("barks", "known to all").doesNotContain("Babbage", "Menabrea");
        assertThat(own).contains("barks").doesNotContain("known to all");
    }

    @Test
    void copiesOneAgentsMemoryToAnother() throws IOException {
        fill();
        String own = export(new ExportQuery(ALICE, MemoryScope.AGENT, TransferFormat.JSON, true, true, null));
        fixture.memory.clear(dev.caxton.api.agent.AgentRef.of(BOB), null, java.util.Set.of());

        ImportReport report = fixture.memory.importFrom(
                new ImportRequest(BOB, MemoryScope.AGENT, MergeStrategy.UPDATE_EXISTING, false, false, null),
                bytes(own));

        assertThat(report.problems()).isEmpty();
        assertThat(report.entitiesImported()).isEqualTo(2);
        assertThat(fixture.memory.path(PathQuery.of(BOB, "Ada", "Engine")).found())
                .isTrue();
        assertThat(fixture.database.verifyRows()).isEmpty();
    }

    @Test
    void splitsAnEntityOfManyObservations() throws IOException {
        for (int part = 0; part < 3; part++) {
            int first = part * 500;
            fixture.memory.createEntity(new NewEntity(
                    ALICE,
                    "many",
                    "thing",
                    IntStream.range(first, first + 500)
                            .mapToObj(i -> "fact " + i)
                            .toList(),
                    null,
                    Map.of()));
        }
        String exported = export(ExportQuery.all(TransferFormat.JSONL));
        assertThat(exported.lines().filter(line -> line.contains("\"continued\":true")))
                .hasSize(2);

        try (MemoryFixture second = new MemoryFixture(directory.resolve("second"), WordEmbedder.starting())) {
            ImportReport report = second.memory.importFrom(
                    new ImportRequest(null, null, MergeStrategy.SKIP_EXISTING, false, false, null), bytes(exported));
            assertThat(report.problems()).isEmpty();
            assertThat(report.observationsImported()).isEqualTo(1_500);
            assertThat(content(exportOf(second, ExportQuery.all(TransferFormat.JSONL))))
                    .isEqualTo(content(exported));
        }
    }

    @Test
    void tellsAFileThatWasCutOff() throws IOException {
        fill();
        String exported = export(ExportQuery.all(TransferFormat.JSONL));
        String cut = exported.substring(0, exported.lastIndexOf("{\"type\":\"end\""));
        String document = export(ExportQuery.all(TransferFormat.JSON));

        try (MemoryFixture second = new MemoryFixture(directory.resolve("second"), WordEmbedder.starting())) {
            assertThat(second.memory.importFrom(TOLERANT, bytes(cut)).problems())
                    .extracting(Defect::message)
                    .containsExactly("file ends without its last record, it may be cut off");
            assertThat(second.memory
                            .importFrom(TOLERANT, bytes(document.substring(0, document.length() / 2)))
                            .problems())
                    .hasSize(1);
            assertThat(second.memory.importFrom(TOLERANT, bytes("")).problems()).hasSize(1);
            assertThat(second.memory.importFrom(TOLERANT, bytes("\u0000\u0001")).problems())
                    .hasSize(1);
        }
    }

    @Test
    void keepsWhatWasBelievedOnce() throws IOException {
        fill();
        String exported = export(ExportQuery.all(TransferFormat.JSON));
        String plain = export(new ExportQuery(null, null, TransferFormat.JSON, false, false, null));

        assertThat(exported).contains("met Babbage", "retracted_at");
        assertThat(plain).doesNotContain("met Babbage").doesNotContain("retracted_at");
        try (MemoryFixture second = new MemoryFixture(directory.resolve("second"), WordEmbedder.starting())) {
            second.memory.importFrom(ImportRequest.usual(), bytes(exported));
            String ada = second.database
                    .read(tx -> tx.query(
                            "select entity_id from entities where name = 'Ada' and scope = 'agent' and entity_type ="
                                    + " 'person'",
                            result -> result.getString(1)))
                    .getFirst();
            assertThat(second.memory.entity(ada).observations())
                    .extracting(Observation::content)
                    .containsExactly("wrote notes", "translated Menabrea");
            assertThat(second.memory
                            .history(dev.caxton.api.memory.EntityQuery.of(ada))
                            .observations())
                    .hasSize(3);
        }
    }

    private String entityId(String name) {
        return fixture.database
                .read(tx ->
                        tx.query("select entity_id from entities where name = ?", result -> result.getString(1), name))
                .getFirst();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private String export(ExportQuery query) throws IOException {
        return exportOf(fixture, query);
    }

    private static String exportOf(MemoryFixture from, ExportQuery query) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        from.memory.exportTo(query, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Without the time of the export. */
    private static String content(String exported) {
        return exported.lines()
                .filter(line -> !line.contains("export_metadata"))
                .collect(Collectors.joining("\n"));
    }
}
