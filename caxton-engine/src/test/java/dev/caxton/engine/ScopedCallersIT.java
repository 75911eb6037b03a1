package dev.caxton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Subscription;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.api.memory.EntitySummary;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.RelationUpdate;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Conversation;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.AuditEntry;
import dev.caxton.api.security.AuditQuery;
import dev.caxton.api.security.Caller;
import dev.caxton.api.security.NewKey;
import dev.caxton.api.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers limited to an agent see it and nothing of others, and everybody stands in the audit trail. */
class ScopedCallersIT {

    private static final Caller LIMITED = new Caller("key:cxt_1:limited", Role.OPERATOR, Set.of("mine"));

    @TempDir
    static Path directory;

    private static EngineCaxton caxton;

    @BeforeAll
    static void open() throws IOException {
        Path agents = Files.createDirectories(directory.resolve("agents"));
        for (String name : List.of("mine", "theirs")) {
            Files.writeString(agents.resolve(name + ".md"), """
                ---
                name: %s
                version: "1.0.0"
                capabilities: [answering]
                memory_enabled: true
                ---
                I answer.
                """.formatted(name));
        }
        caxton = EngineCaxton.open(Map.of(
                "server.data_dir", directory.resolve("data").toString(),
                "server.agents_dir", agents.toString(),
                "memory.embedding_model", "none"));
    }

    @AfterAll
    static void close() {
        caxton.close();
    }

    @Test
    void listsTheirAgentsAlone() {
        assertThat(limited(() -> caxton.agents().list(AgentFilter.ALL)))
                .extracting(AgentDescription::slug)
                .containsExactly("mine");
        assertThat(caxton.agents().list(AgentFilter.ALL)).hasSize(2);
    }

    @Test
    void answersOthersAgentsAsIfTheyWereNotThere() {
        String id = caxton.agents().describe(AgentRef.of("theirs")).id().toString();
        for (String ref : List.of("theirs", id)) {
            CaxtonException hidden = refused(() -> caxton.agents().describe(AgentRef.of(ref)));
            CaxtonException absent = refused(() -> caxton.agents().describe(AgentRef.of("x" + ref)));
            assertThat(hidden.type()).isEqualTo(ProblemType.AGENT_NOT_FOUND);
            assertThat(hidden.getMessage()).isEqualTo(absent.getMessage().replace("x" + ref, ref));
            assertThat(hidden.hint()).isEqualTo(absent.hint());
        }
        assertThat(refused(() -> caxton.messages().ask(AgentRef.of("theirs"), AgentRequest.of("hi")))
                        .type())
                .isEqualTo(ProblemType.AGENT_NOT_FOUND);
        assertThat(refused(() -> caxton.agents().logs(AgentRef.of("theirs"), 10, null))
                        .type())
                .isEqualTo(ProblemType.AGENT_NOT_FOUND);
        assertThat(refused(() -> {
                            caxton.agents().remove(AgentRef.of("theirs"));
                            return null;
                        })
                        .type())
                .isEqualTo(ProblemType.AGENT_NOT_FOUND);
        assertThat(refused(() -> caxton.agents().reload(ReloadRequest.ALL)).type())
                .isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void showsConversationsWithTheirAgentsAlone() {
        AgentReply own = limited(() -> caxton.messages().ask(AgentRef.of("mine"), AgentRequest.of("hello")));
        AgentReply others = caxton.messages().ask(AgentRef.of("theirs"), AgentRequest.of("hello"));

        assertThat(conversations()).contains(own.conversationId()).doesNotContain(others.conversationId());
        assertThat(limited(() -> caxton.messages().receipt(own.messageId())).messageId())
                .isEqualTo(own.messageId());
        assertThat(refused(() -> caxton.messages().receipt(others.messageId())).type())
                .isEqualTo(ProblemType.MESSAGE_NOT_FOUND);
        assertThat(refused(() -> caxton.messages().conversation(others.conversationId()))
                        .type())
                .isEqualTo(ProblemType.CONVERSATION_NOT_FOUND);
        assertThat(refused(() -> caxton.messages().history(others.conversationId(), PageRequest.first()))
                        .type())
                .isEqualTo(ProblemType.CONVERSATION_NOT_FOUND);
        assertThat(refused(() -> caxton.messages()
                                .submit(AgentRef.of("mine"), new AgentRequest("hello", others.conversationId(), null)))
                        .type())
                .isEqualTo(ProblemType.CONVERSATION_NOT_FOUND);
    }

    private static List<Object> conversations() {
        List<Object> ids = new ArrayList<>();
        String cursor = null;
        do {
            PageRequest wanted = new PageRequest(1, cursor);
            Page<Conversation> page = limited(() -> caxton.messages().conversations(wanted));
            page.items().forEach(conversation -> ids.add(conversation.id()));
            assertThat(page.total()).isPositive();
            cursor = page.nextCursor();
        } while (cursor != null);
        return ids;
    }

    @Test
    void tellsThemOfTheirAgentsAndOfSharedMemoryAlone() throws Exception {
        List<PlatformEvent> told = new CopyOnWriteArrayList<>();
        List<PlatformEvent> all = new CopyOnWriteArrayList<>();
        String mine = caxton.agents().describe(AgentRef.of("mine")).id().toString();
        try (Subscription whole = caxton.ops().events(all::add);
                Subscription narrow = limited(() -> caxton.ops().events(told::add));
                Subscription types = limited(() -> caxton.ops().events(Set.of(EventType.ENTITY_DELETED), told::add))) {
            assertThat(List.of(whole, narrow, types)).doesNotContainNull();
            caxton.memory().createEntity(entity("theirs", "Event of theirs", null));
            caxton.memory().createEntity(entity("mine", "Event of mine", null));
            caxton.memory().createEntity(entity(null, "Event of all", MemoryScope.WORKSPACE));
            EngineHouse.await(() -> told.stream().anyMatch(ScopedCallersIT::isShared));
            // Each listener is told on a thread of its own.
            EngineHouse.await(() -> all.stream().anyMatch(ScopedCallersIT::isShared));
        }

        assertThat(all).extracting(event -> event.data().get("agent_id")).hasSizeGreaterThan(told.size());
        assertThat(told)
                .allSatisfy(event -> assertThat(isShared(event)
                                || mine.equals(event.data().get("agent_id"))
                                || "mine".equals(event.data().get("agent")))
                        .as(event.toString())
                        .isTrue());
        assertThat(told).extracting(PlatformEvent::type).contains("entity_created", "observation_added");
    }

    private static boolean isShared(PlatformEvent event) {
        return "workspace".equals(event.data().get("memory_scope"));
    }

    @Test
    void keepsThemToTheMemoryOfTheirAgents() {
        StoredEntity own = limited(() -> caxton.memory().createEntity(entity("mine", "Ada", null)));
        StoredEntity others = caxton.memory().createEntity(entity("theirs", "Bob", null));
        StoredEntity shared = caxton.memory().createEntity(entity(null, "Caxton", MemoryScope.WORKSPACE));

        assertThat(limited(() -> caxton.memory().entity(own.entityId())).entityName())
                .isEqualTo("Ada");
        assertThat(limited(() -> caxton.memory().addObservations(own.entityId(), List.of("writes")))
                        .observationCount())
                .isEqualTo(2);
        assertThat(limited(() -> caxton.memory().entity(shared.entityId())).entityName())
                .isEqualTo("Caxton");
        assertThat(limited(() -> caxton.memory().entities(AgentRef.of("mine"), null, PageRequest.first()))
                        .items())
                .extracting(EntitySummary::entityId)
                .contains(own.entityId())
                .doesNotContain(others.entityId(), shared.entityId());
        assertThat(refused(() -> caxton.memory().entities(AgentRef.of("theirs"), null, PageRequest.first()))
                        .type())
                .isEqualTo(ProblemType.AGENT_NOT_FOUND);
        CaxtonException hidden = refused(() -> caxton.memory().entity(others.entityId()));
        assertThat(hidden.type()).isEqualTo(ProblemType.ENTITY_NOT_FOUND);
        assertThat(refused(() -> caxton.memory().addObservations(others.entityId(), List.of("x")))
                        .type())
                .isEqualTo(ProblemType.ENTITY_NOT_FOUND);
        assertThat(refused(() -> caxton.memory().addObservations(shared.entityId(), List.of("x")))
                        .type())
                .isEqualTo(ProblemType.FORBIDDEN);
        assertThat(refused(() -> caxton.memory().createEntity(entity(null, "Dan", MemoryScope.GLOBAL)))
                        .type())
                .isEqualTo(ProblemType.FORBIDDEN);
        assertThat(refused(() -> caxton.memory().createEntity(entity("theirs", "Eve", null)))
                        .type())
                .isEqualTo(ProblemType.AGENT_NOT_FOUND);
        assertThat(refused(() -> {
                            caxton.memory().deleteEntity(shared.entityId());
                            return null;
                        })
                        .type())
                .isEqualTo(ProblemType.FORBIDDEN);
        assertThat(caxton.memory().entity(others.entityId()).observations()).hasSize(1);
    }

    @Test
    void letsThemChangeSingleObservationsAndRelationsOfTheirAgentsAlone() {
        Memory memory = caxton.memory();
        String own = observation(memory.createEntity(entity("mine", "Turing", null)));
        String others = observation(memory.createEntity(entity("theirs", "Church", null)));
        String shared = observation(memory.createEntity(entity(null, "Gödel", MemoryScope.WORKSPACE)));

        Observation changed = limited(() -> memory.updateObservation(observed(own)));
        assertThat(changed.content()).isEqualTo("changed");
        assertThat(limited(() -> memory.retractObservation(null, changed.observationId()))
                        .retractedAt())
                .isNotNull();
        assertNotTheirs(others, id -> memory.updateObservation(observed(id)));
        assertNotTheirs(others, id -> memory.retractObservation(null, id));
        assertThat(refused(() -> memory.updateObservation(observed(shared))).type())
                .isEqualTo(ProblemType.FORBIDDEN);
        assertThat(refused(() -> memory.retractObservation("mine", shared)).type())
                .isEqualTo(ProblemType.FORBIDDEN);

        String ownRelation = relation("mine", null);
        String othersRelation = relation("theirs", null);
        String sharedRelation = relation(null, MemoryScope.WORKSPACE);
        Relation weaker = limited(() -> memory.updateRelation(weaker(ownRelation)));
        assertThat(weaker.strength()).isEqualTo(0.5);
        assertThat(limited(() -> memory.retractRelation(null, weaker.relationId()))
                        .retractedAt())
                .isNotNull();
        assertNotTheirs(othersRelation, id -> memory.updateRelation(weaker(id)));
        assertNotTheirs(othersRelation, id -> memory.retractRelation(null, id));
        assertThat(refused(() -> memory.updateRelation(weaker(sharedRelation))).type())
                .isEqualTo(ProblemType.FORBIDDEN);
        assertThat(refused(() -> memory.retractRelation(null, sharedRelation)).type())
                .isEqualTo(ProblemType.FORBIDDEN);
    }

    /** Refused, and in the very words for what nobody has. */
    private static void assertNotTheirs(String id, Function<String, ?> change) {
        CaxtonException hidden = refused(() -> change.apply(id));
        CaxtonException absent = refused(() -> change.apply("x" + id));
        assertThat(hidden.type()).isEqualTo(ProblemType.ENTITY_NOT_FOUND);
        assertThat(hidden.getMessage()).isEqualTo(absent.getMessage().replace("x" + id, id));
        assertThat(hidden.hint()).isEqualTo(absent.hint());
    }

    private static String observation(StoredEntity stored) {
        return caxton.memory()
                .entity(stored.entityId())
                .observations()
                .getFirst()
                .observationId();
    }

    private static ObservationUpdate observed(String id) {
        return new ObservationUpdate(null, id, "changed", null, null, null);
    }

    private static RelationUpdate weaker(String id) {
        return new RelationUpdate(null, id, 0.5, null, null, null, null);
    }

    private static String relation(String agent, MemoryScope scope) {
        caxton.memory().createEntity(entity(agent, "From", scope));
        caxton.memory().createEntity(entity(agent, "To", scope));
        return caxton.memory()
                .createRelation(new NewRelation(agent, "From", "To", "knows", 0.9, null, scope, Map.of()))
                .relationId();
    }

    @Test
    void namesWhoChangedWhatInBothDatabases() {
        Caller ada = new Caller("oidc:ada", Role.ADMIN, Set.of());
        as(ada, () -> caxton.memory().createEntity(entity("mine", "Grace", null)));
        as(ada, () -> caxton.messages().ask(AgentRef.of("mine"), AgentRequest.of("hello")));
        as(ada, () -> caxton.keys().create(NewKey.of("made-by-ada", Role.USER)));
        as(ada, () -> caxton.agents().reload(ReloadRequest.of(AgentRef.of("mine"))));
        caxton.memory().createEntity(entity("mine", "Hopper", null));

        assertThat(trail("oidc:ada", 1))
                .extracting(AuditEntry::kind)
                .containsExactly("create_key", "accept_message", "create_entity");
        assertThat(trail("java", 3)).extracting(AuditEntry::kind).contains("create_entity");
        assertThat(trail("engine", 50)).extracting(AuditEntry::kind).contains("record_answer");
        assertThat(trail("nobody", 50)).isEmpty();
        assertThat(caxton.audit().list(AuditQuery.newest(1)).items().getFirst().outcome())
                .isEqualTo("applied");
    }

    /** All lines of an actor, newest first, read in pages. */
    private static List<AuditEntry> trail(String actor, int size) {
        List<AuditEntry> lines = new ArrayList<>();
        String cursor = null;
        do {
            Page<AuditEntry> page = caxton.audit().list(new AuditQuery(actor, null, new PageRequest(size, cursor)));
            lines.addAll(page.items());
            assertThat(page.total()).isGreaterThanOrEqualTo(page.items().size());
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(lines).extracting(AuditEntry::operationId).doesNotHaveDuplicates();
        return lines;
    }

    private static NewEntity entity(String agent, String name, MemoryScope scope) {
        return new NewEntity(agent, name, "person", List.of("is " + name), scope, Map.of());
    }

    private static <T> T limited(Supplier<T> work) {
        return as(LIMITED, work);
    }

    private static <T> T as(Caller caller, Supplier<T> work) {
        try (Admission.Binding binding = Admission.of(caxton).enter(caller)) {
            return work.get();
        }
    }

    private static CaxtonException refused(Supplier<?> work) {
        return catchThrowableOfType(CaxtonException.class, () -> limited(work));
    }
}
