package dev.caxton.engine.memory.upkeep;

import dev.caxton.api.memory.LintReport;
import dev.caxton.api.memory.LintReport.Finding;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads all that is remembered, page by page, and lists what looks like junk. */
final class MemoryLint {

    private static final int PAGE = 500;
    /** An observation with fewer letters and digits says nothing. */
    private static final int LEAST_CHARACTERS = 3;
    /** About where the model stops reading: 256 word pieces of rather more than four characters each. */
    private static final int READ_BY_MODEL = 1_100;
    /** Two texts with this part of their words in common say the same. */
    private static final double NEAR = 0.9;
    /** Texts of one entity compared with each other; each further one would cost as many comparisons. */
    private static final int COMPARED = 200;

    private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");

    private enum Rule {
        SECRET,
        DUPLICATE,
        NEAR_DUPLICATE,
        EMPTY_ENTITY,
        SELF_RELATION,
        DANGLING_RELATION,
        TOO_SHORT,
        TRUNCATED_BY_MODEL,
        EXPIRED
    }

    private record Text(long rid, String observationId, String entityId, String content) {}

    private record Told(String observationId, String plain, Set<String> words) {}

    private final Database database;
    private final int limit;
    private final Map<Rule, List<Finding>> findings = new EnumMap<>(Rule.class);
    private long total;

    MemoryLint(Database database, int limit) {
        this.database = database;
        this.limit = limit;
    }

    LintReport run(long nowMillis) {
        observations();
        rows(Rule.EMPTY_ENTITY, "has neither observations nor relations", """
            select e.entity_id from entities e where
              not exists (select 1 from observations o where o.entity_id = e.entity_id and o.retracted_at is null)
              and not exists (select 1 from relations r where r.from_entity = e.entity_id)
              and not exists (select 1 from relations r where r.to_entity = e.entity_id)\
            """);
        rows(
                Rule.SELF_RELATION,
                "leads from an entity to itself",
                "select relation_id from relations where from_entity = to_entity and retracted_at is null");
        rows(Rule.DANGLING_RELATION, "leads to an entity that is gone", """
            select r.relation_id from relations r where
              not exists (select 1 from entities e where e.entity_id = r.from_entity)
              or not exists (select 1 from entities e where e.entity_id = r.to_entity)\
            """);
        rows(
                Rule.EXPIRED,
                "was true only until a time that is past",
                "select observation_id from observations where retracted_at is null and valid_to < ?",
                nowMillis);
        return new LintReport(findings.values().stream().flatMap(List::stream).toList(), total);
    }

    private void rows(Rule rule, String detail, String sql, Object... params) {
        List<String> ids = database.read(tx -> tx.query(sql, result -> result.getString(1), params));
        ids.forEach(id -> found(rule, id, detail));
    }

    /** Observations of one entity follow each other only by entity, so pages go in that order. */
    private void observations() {
        String entity = "";
        long rid = 0;
        Map<String, String> plainTexts = new HashMap<>();
        List<Told> told = new ArrayList<>();
        while (true) {
            String afterEntity = entity;
            long afterRid = rid;
            List<Text> page = database.read(tx -> page(tx, afterEntity, afterRid));
            if (page.isEmpty()) {
                return;
            }
            for (Text text : page) {
                if (!text.entityId().equals(entity)) {
                    plainTexts.clear();
                    told.clear();
                }
                entity = text.entityId();
                rid = text.rid();
                look(text, plainTexts, told);
            }
        }
    }

    private static List<Text> page(ReadTransaction tx, String afterEntity, long afterRid) {
        return tx.query(
                "select rid, observation_id, entity_id, content from observations where retracted_at is null"
                        + " and (entity_id, rid) > (?, ?) order by entity_id, rid limit ?",
                result -> new Text(result.getLong(1), result.getString(2), result.getString(3), result.getString(4)),
                afterEntity,
                afterRid,
                PAGE);
    }

    private void look(Text text, Map<String, String> plainTexts, List<Told> told) {
        String id = text.observationId();
        SecretText.find(text.content()).ifPresent(kind -> found(Rule.SECRET, id, "seems to hold " + kind));
        if (text.content().length() > READ_BY_MODEL) {
            found(
                    Rule.TRUNCATED_BY_MODEL,
                    id,
                    "has " + text.content().length() + " characters, the model reads about the first " + READ_BY_MODEL);
        }
        List<String> words = WORD_BREAK
                .splitAsStream(text.content().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        String plain = String.join(" ", words);
        if (plain.length() < LEAST_CHARACTERS) {
            found(Rule.TOO_SHORT, id, "has " + plain.length() + " letters and digits");
            return;
        }
        String twin = plainTexts.putIfAbsent(plain, id);
        if (twin != null) {
            found(Rule.DUPLICATE, id, "says the same as " + twin + " but for case and punctuation");
            return;
        }
        Told current = new Told(id, plain, Set.copyOf(words));
        for (Told other : told) {
            if (near(current.words(), other.words())) {
                found(Rule.NEAR_DUPLICATE, id, "has nearly the words of " + other.observationId());
                break;
            }
        }
        if (told.size() < COMPARED) {
            told.add(current);
        }
    }

    /** Jaccard similarity; numbers must be the same, since "paid 5" and "paid 6" say different things. */
    private static boolean near(Set<String> words, Set<String> others) {
        int smaller = Math.min(words.size(), others.size());
        int larger = Math.max(words.size(), others.size());
        if (smaller < NEAR * larger) {
            return false;
        }
        Set<String> common = new HashSet<>(words);
        common.retainAll(others);
        if (common.size() < NEAR * (words.size() + others.size() - common.size())) {
            return false;
        }
        return sameNumbers(words, others) && sameNumbers(others, words);
    }

    private static boolean sameNumbers(Set<String> words, Set<String> others) {
        return words.stream().filter(word -> Character.isDigit(word.charAt(0))).allMatch(others::contains);
    }

    private void found(Rule rule, String subject, String detail) {
        total++;
        List<Finding> known = findings.computeIfAbsent(rule, unused -> new ArrayList<>());
        if (known.size() < limit) {
            known.add(new Finding(rule.name().toLowerCase(Locale.ROOT), subject, detail));
        }
    }
}
