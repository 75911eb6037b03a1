package dev.caxton.engine.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One scenario of {@code agents/scenarios/<stem>.yaml}: what is said to an agent, and what it is expected to answer. */
record Scenario(
        String file,
        String agent,
        String name,
        boolean allowPrivateAddresses,
        Map<String, Page> web,
        List<Fact> memory,
        List<Turn> turns) {

    /** A page that the scenario's web serves for any host. */
    record Page(int status, String type, String body, String location) {}

    /** Something the agent remembers already. */
    record Fact(String entity, String type, List<String> observations) {}

    /** One message and what is expected of its answer; an empty list of tools means none. */
    record Turn(
            String say,
            String performative,
            List<String> tools,
            List<String> quotes,
            List<String> avoids,
            List<String> files) {}

    static List<Scenario> read(Path path, String yaml) {
        Map<?, ?> root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        Map<String, Page> web = pages(root.get("web"));
        List<Scenario> scenarios = new ArrayList<>();
        for (Object one : list(root.get("scenarios"))) {
            Map<?, ?> scenario = (Map<?, ?>) one;
            List<Turn> turns = new ArrayList<>();
            if (scenario.containsKey("turns")) {
                list(scenario.get("turns")).forEach(turn -> turns.add(turn((Map<?, ?>) turn)));
            } else {
                turns.add(turn(scenario));
            }
            List<Fact> facts = new ArrayList<>();
            for (Object fact : list(scenario.get("memory"))) {
                Map<?, ?> members = (Map<?, ?>) fact;
                facts.add(new Fact(
                        text(members.get("entity")),
                        members.containsKey("type") ? text(members.get("type")) : "fact",
                        texts(members.get("observations"))));
            }
            scenarios.add(new Scenario(
                    path.getFileName().toString(),
                    text(root.get("agent")),
                    text(scenario.get("name")),
                    !Boolean.FALSE.equals(scenario.get("allow_private_addresses")),
                    web,
                    facts,
                    turns));
        }
        return scenarios;
    }

    private static Turn turn(Map<?, ?> turn) {
        return new Turn(
                text(turn.get("say")),
                text(turn.get("performative")),
                texts(turn.get("tools")),
                texts(turn.get("quotes")),
                texts(turn.get("avoids")),
                texts(turn.get("files")));
    }

    private static Map<String, Page> pages(Object web) {
        Map<String, Page> pages = new java.util.LinkedHashMap<>();
        if (web instanceof Map<?, ?> map) {
            map.forEach((path, page) -> {
                Map<?, ?> members = (Map<?, ?>) page;
                int status = members.get("status") instanceof Integer code ? code : 200;
                String body = members.containsKey("body") ? text(members.get("body")) : "";
                if (members.get("repeat") instanceof Map<?, ?> repeat) {
                    body += repeated(text(repeat.get("line")), (Integer) repeat.get("times"));
                }
                pages.put(
                        text(path),
                        new Page(
                                status,
                                members.containsKey("type") ? text(members.get("type")) : "text/plain",
                                body,
                                members.containsKey("location") ? text(members.get("location")) : ""));
            });
        }
        return pages;
    }

    /** Lines in which {@code #} is the number of the line, from 1. */
    private static String repeated(String line, int times) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= times; i++) {
            text.append(line.replace("#", String.valueOf(i))).append('\n');
        }
        return text.toString();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static List<String> texts(Object value) {
        return list(value).stream().map(Scenario::text).toList();
    }

    private static String text(Object value) {
        if (value == null) {
            throw new IllegalArgumentException("a member of a scenario is missing");
        }
        return value.toString();
    }

    @Override
    public String toString() {
        return file + ": " + name;
    }
}
