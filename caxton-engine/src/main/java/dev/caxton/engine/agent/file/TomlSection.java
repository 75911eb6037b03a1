package dev.caxton.engine.agent.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A TOML table while it is being read: what may still be added to it, and by which spelling. For one thread. */
final class TomlSection {

    private final Place place;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private boolean defined;
    private @Nullable TomlSection dottedFrom;

    TomlSection(Place place) {
        this.place = place;
    }

    /** Something under a key: a finished value, a table, or a list of tables. */
    private record Member(
            Place key,
            @Nullable FileValue value,
            @Nullable TomlSection table,
            @Nullable List<TomlSection> tables) {}

    /** The table of a header {@code [a.b]}, made or completed. */
    TomlSection header(List<String> path, Place where) {
        TomlSection parent = parentOf(path, where);
        String key = path.getLast();
        Member member = parent.members.get(key);
        if (member == null) {
            TomlSection table = parent.addTable(key, where);
            table.defined = true;
            return table;
        }
        TomlSection table = member.table();
        if (table == null || table.defined || table.dottedFrom != null) {
            throw duplicate(path, member.key(), where);
        }
        table.defined = true;
        return table;
    }

    /** The next table of a header {@code [[a.b]]}. */
    TomlSection arrayHeader(List<String> path, Place where) {
        TomlSection parent = parentOf(path, where);
        String key = path.getLast();
        Member member = parent.members.computeIfAbsent(key, k -> new Member(where, null, null, new ArrayList<>()));
        if (member.tables() == null) {
            throw duplicate(path, member.key(), where);
        }
        TomlSection table = new TomlSection(where);
        table.defined = true;
        member.tables().add(table);
        return table;
    }

    private TomlSection parentOf(List<String> path, Place where) {
        TomlSection current = this;
        for (String key : path.subList(0, path.size() - 1)) {
            Member member = current.members.get(key);
            if (member == null) {
                current = current.addTable(key, where);
            } else if (member.table() != null) {
                current = member.table();
            } else if (member.tables() != null) {
                current = member.tables().getLast();
            } else {
                throw duplicate(path, member.key(), where);
            }
        }
        return current;
    }

    /** Puts a value under a key, which dots may part. */
    void put(List<String> path, FileValue value, Place where) {
        TomlSection current = this;
        for (String key : path.subList(0, path.size() - 1)) {
            Member member = current.members.get(key);
            if (member == null) {
                TomlSection table = current.addTable(key, where);
                table.dottedFrom = this;
                current = table;
            } else if (member.table() != null && isOwn(member.table())) {
                current = member.table();
            } else {
                throw duplicate(path, member.key(), where);
            }
        }
        Member earlier = current.members.putIfAbsent(path.getLast(), new Member(where, value, null, null));
        if (earlier != null) {
            throw duplicate(path, earlier.key(), where);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a table is identified by being the same one
    private boolean isOwn(TomlSection table) {
        return table.dottedFrom == this;
    }

    private TomlSection addTable(String key, Place where) {
        TomlSection table = new TomlSection(where);
        members.put(key, new Member(where, null, table, null));
        return table;
    }

    private static Unreadable duplicate(List<String> path, Place earlier, Place where) {
        return new Unreadable(
                where,
                "duplicate key: '" + Findings.shown(String.join(".", path)) + "' was given in line " + earlier.line()
                        + " already",
                "keep one of the two");
    }

    /** The finished table. */
    FileValue.Table finish() {
        Map<String, FileValue.Entry> entries = new LinkedHashMap<>();
        members.forEach((key, member) -> entries.put(key, new FileValue.Entry(member.key(), finished(member))));
        return new FileValue.Table(place, entries);
    }

    private static FileValue finished(Member member) {
        if (member.value() != null) {
            return member.value();
        }
        if (member.table() != null) {
            return member.table().finish();
        }
        List<TomlSection> tables = member.tables() == null ? List.of() : member.tables();
        return new FileValue.Items(
                member.key(),
                tables.stream().<FileValue>map(TomlSection::finish).toList());
    }
}
