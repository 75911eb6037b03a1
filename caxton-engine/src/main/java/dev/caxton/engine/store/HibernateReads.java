package dev.caxton.engine.store;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.community.dialect.SQLiteDialect;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostLoadEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hibernate over a database's read-only connections, for bulk loads, administration reads, export and migration.
 *
 * <p>Rows are {@code @Entity} classes of the features, package-private and final, named {@code …Row}; those that are a
 * {@link ChecksummedRow} are verified when they are loaded. Nothing can be written: changes are commands. Starting
 * takes part of a second, so it happens in the background once {@link #start} is called, or else at the first read.
 * Thread-safe.
 */
public final class HibernateReads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HibernateReads.class);

    private static final DatabaseVersion SQLITE = DatabaseVersion.make(3, 51);

    private final Database database;
    private final List<Class<?>> rows;
    private final AtomicReference<@Nullable CompletableFuture<SessionFactory>> factory = new AtomicReference<>();

    /**
     * Prepares nothing yet.
     *
     * @param rows entity classes of the features; the store's own are added
     */
    public HibernateReads(Database database, List<Class<?>> rows) {
        this.database = database;
        this.rows = new ArrayList<>(List.of(AppliedOpRow.class, ChangeLogRow.class, AuditRow.class));
        this.rows.addAll(rows);
    }

    /** Starts Hibernate in the background; harmless when repeated. */
    public void start() {
        CompletableFuture<SessionFactory> created = new CompletableFuture<>();
        if (factory.compareAndSet(null, created)) {
            Thread.ofPlatform().name("caxton-hibernate").daemon(true).start(() -> build(created));
        }
    }

    /** Reads in one snapshot; what it returns must not need the session any more. */
    public <T extends @Nullable Object> T read(Function<? super Session, ? extends T> work) {
        try (Session session = sessionFactory().openSession()) {
            session.setDefaultReadOnly(true);
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.beginTransaction();
            try {
                return work.apply(session);
            } finally {
                session.getTransaction().rollback();
            }
        }
    }

    /** The factory, which is also the JPA {@code EntityManagerFactory}; waits for the start. */
    public SessionFactory sessionFactory() {
        start();
        try {
            return requireNonNull(factory.get()).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("Hibernate did not start", e.getCause());
        }
    }

    @Override
    public void close() {
        CompletableFuture<SessionFactory> started = factory.get();
        if (started != null && !started.isCompletedExceptionally()) {
            started.join().close();
        }
    }

    private void build(CompletableFuture<SessionFactory> created) {
        try {
            created.complete(build());
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("Hibernate did not start");
            created.completeExceptionally(e);
        }
    }

    private SessionFactory build() {
        StandardServiceRegistry registry =
                new StandardServiceRegistryBuilder().applySettings(settings()).build();
        try {
            MetadataSources sources = new MetadataSources(registry);
            rows.forEach(sources::addAnnotatedClass);
            SessionFactory built = sources.buildMetadata().buildSessionFactory();
            EventListenerRegistry listeners = built.unwrap(SessionFactoryImplementor.class)
                    .getServiceRegistry()
                    .requireService(EventListenerRegistry.class);
            listeners.appendListeners(EventType.POST_LOAD, HibernateReads::verify);
            return built;
        } catch (RuntimeException e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }

    private Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("jakarta.persistence.nonJtaDataSource", database.readers()),
                Map.entry("hibernate.dialect", new SQLiteDialect(SQLITE)),
                Map.entry("hibernate.boot.allow_jdbc_metadata_access", false),
                Map.entry("hibernate.transaction.coordinator_class", "jdbc"),
                Map.entry("hibernate.transaction.jta.platform", NoJtaPlatform.INSTANCE),
                Map.entry("hibernate.hbm2ddl.auto", "none"),
                Map.entry("hibernate.bytecode.use_reflection_optimizer", false),
                Map.entry("hibernate.cache.use_second_level_cache", false),
                Map.entry("hibernate.cache.use_query_cache", false),
                // named, or Hibernate tries classes of a server's Jackson that do not fit ours
                Map.entry("hibernate.type.xml_format_mapper", "jaxb"),
                Map.entry("hibernate.type.json_format_mapper", "jackson"),
                Map.entry("jakarta.persistence.validation.mode", "none"));
    }

    private static void verify(PostLoadEvent event) {
        if (event.getEntity() instanceof ChecksummedRow row && row.table().crc(row.rid(), row.values()) != row.crc()) {
            throw CaxtonException.of(
                    ProblemType.DATA_CORRUPTED,
                    "Table " + row.table().name() + ", row " + row.rid() + ": its content does not fit its checksum",
                    "Verify the database, then repair it or restore a backup.");
        }
    }
}
