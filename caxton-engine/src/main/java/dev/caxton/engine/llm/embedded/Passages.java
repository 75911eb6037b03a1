package dev.caxton.engine.llm.embedded;

import dev.caxton.api.spi.ChatRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Passages that an answer may quote: the agent's own texts and its memories. */
final class Passages {

    private static final int MOST_QUOTED = 3;
    private static final int LONGEST = 700;
    private static final int MOST_LOOKED_AT = 300;

    /** Passages that are compared sentence by sentence, which takes an embedding for each sentence. */
    private static final int MOST_READ_CLOSELY = 12;

    /** A passage that is this much less near than the nearest is not quoted beside it. */
    private static final double WITHIN = 0.1;

    private Passages() {}

    /**
     * A passage.
     *
     * @param text as it stands
     * @param source where it stands, as an answer names it
     * @param heading what it stands under; empty if nothing
     */
    record Passage(String text, String source, String heading) {
        private static final String DESCRIPTION = "description of ";

        boolean isDescription() {
            return source.startsWith(DESCRIPTION);
        }
    }

    private record Ranked(Passage passage, double nearness) {}

    /** The passages nearest to the question, the nearest first; empty if none is near. */
    static List<Passage> nearest(ChatRequest request, Nearness nearness) {
        List<Ranked> ranked = new ArrayList<>();
        for (ChatRequest.MemoryPassage memory : request.memories()) {
            String text = memory.text().strip();
            Passage passage = new Passage(text, "memory of " + memory.entityName(), memory.entityName());
            ranked.add(new Ranked(passage, nearness.of(memory.entityName() + ": " + text, memory.similarity())));
        }
        ownTexts(request.agent()).stream()
                .map(passage -> new Ranked(passage, nearness.roughly(passage.heading() + ": " + passage.text())))
                .sorted(Comparator.comparingDouble((Ranked one) -> -one.nearness()))
                .limit(MOST_READ_CLOSELY)
                .forEach(rough -> ranked.add(new Ranked(
                        rough.passage(),
                        nearness.of(rough.passage().heading(), rough.passage().text()))));
        List<Ranked> near = ranked.stream()
                .filter(one -> one.nearness() >= 0)
                .sorted(Comparator.comparingDouble((Ranked one) -> -one.nearness()))
                .toList();
        // A description says in one sentence what the rest says better.
        List<Ranked> telling =
                near.stream().filter(one -> !one.passage().isDescription()).toList();
        return quoted(telling.isEmpty() ? near : telling);
    }

    private static List<Passage> quoted(List<Ranked> near) {
        Set<String> seen = new HashSet<>();
        return near.stream()
                .filter(one -> one.nearness() >= near.get(0).nearness() - WITHIN)
                .map(Ranked::passage)
                .filter(passage -> seen.add(passage.text()))
                .limit(MOST_QUOTED)
                .toList();
    }

    /** Description and documentation of an agent, passage by passage. */
    static List<Passage> ownTexts(ChatRequest.Agent agent) {
        List<Passage> passages = new ArrayList<>();
        if (agent.description() != null && !agent.description().isBlank()) {
            passages.add(new Passage(agent.description().strip(), Passage.DESCRIPTION + agent.name(), ""));
        }
        String heading = "";
        for (String block : blocks(agent.documentation())) {
            if (block.startsWith("#")) {
                heading = block.replaceAll("^#+\\s*", "").strip();
            } else {
                String place = heading.isEmpty() ? "" : ", \"" + heading + "\"";
                passages.add(new Passage(block, "documentation of " + agent.name() + place, heading));
            }
        }
        return passages.subList(0, Math.min(passages.size(), MOST_LOOKED_AT));
    }

    /** Blocks of Markdown: headings, and what stands under them, together as far as it is short. */
    private static List<String> blocks(String markdown) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean code = false;
        for (String line : markdown.lines().toList()) {
            boolean fence = line.strip().startsWith("```");
            boolean heading = !code && line.startsWith("#");
            if (heading || !code && line.isBlank()) {
                end(block, blocks);
                if (heading) {
                    blocks.add(line);
                }
                continue;
            }
            code ^= fence;
            block.append(line).append('\n');
        }
        end(block, blocks);
        return blocks;
    }

    private static void end(StringBuilder block, List<String> blocks) {
        String text = block.toString().strip();
        block.setLength(0);
        if (text.isEmpty()) {
            return;
        }
        int last = blocks.size() - 1;
        boolean continues = last >= 0
                && !blocks.get(last).startsWith("#")
                && blocks.get(last).length() + text.length() <= LONGEST;
        if (continues) {
            blocks.set(last, blocks.get(last) + "\n\n" + text);
        } else if (text.length() <= LONGEST || text.contains("```")) {
            blocks.add(text.length() <= 2 * LONGEST ? text : text.substring(0, 2 * LONGEST) + " …");
        } else {
            text.lines().filter(line -> !line.isBlank()).forEach(line -> blocks.add(cut(line.strip())));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }
}
