package dev.caxton.engine.store;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Holds Hibernate's rows against the tables of a database: every column mapped, no column invented, types agree.
 *
 * <p>For the tests of every feature with {@code …Row} classes.
 */
public final class MappingCheck {

    private MappingCheck() {}

    /** What does not agree, one sentence each; empty where the mapping fits. */
    public static List<String> differences(SessionFactory factory, Database database) {
        List<String> differences = new ArrayList<>();
        factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .forEachEntityDescriptor(entity -> differences.addAll(differences(entity, database)));
        return differences;
    }

    private static List<String> differences(EntityPersister entity, Database database) {
        String table = entity.getIdentifierTableName();
        Map<String, String> mapped = new TreeMap<>();
        entity.getIdentifierMapping().forEachSelectable((index, column) -> put(mapped, column));
        entity.forEachAttributeMapping(
                attribute -> attribute.forEachSelectable((index, column) -> put(mapped, column)));
        Map<String, String> stored = new TreeMap<>();
        database.read(tx -> tx.query(
                        "select name, type from pragma_table_info(?)",
                        result -> Map.entry(result.getString(1), result.getString(2)),
                        table))
                .forEach(column -> stored.put(column.getKey(), column.getValue()));
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(mapped.keySet());
        names.addAll(stored.keySet());
        for (String name : names) {
            String java = mapped.getOrDefault(name, "nothing");
            String sql = stored.getOrDefault(name, "nothing");
            if (!java.equals(sql)) {
                differences.add(table + "." + name + " is " + sql + " in the file and " + java + " in "
                        + entity.getEntityName());
            }
        }
        return differences;
    }

    private static void put(Map<String, String> mapped, SelectableMapping column) {
        int type = column.getJdbcMapping().getJdbcType().getDefaultSqlTypeCode();
        mapped.put(
                column.getSelectableName(),
                switch (type) {
                    case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.BOOLEAN -> "INTEGER";
                    case Types.DOUBLE, Types.FLOAT, Types.REAL -> "REAL";
                    case Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> "TEXT";
                    case Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> "BLOB";
                    default -> "JDBC type " + type;
                });
    }
}
