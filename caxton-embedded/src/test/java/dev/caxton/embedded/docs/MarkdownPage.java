package dev.caxton.embedded.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page in Markdown holds.
 *
 * @param file where it is
 * @param headings in order, without their marks
 * @param blocks fenced blocks, in order
 * @param links targets of links outside of blocks
 */
record MarkdownPage(Path file, List<Heading> headings, List<Block> blocks, List<Link> links) {

    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)#* *");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile(" *```+ *([A-Za-z0-9_-]*).*");

    /** A heading, and the number of its line. */
    record Heading(String text, int line) {}

    /** A fenced block: its language, its text, and the number of its first line. */
    record Block(String language, String text, int line) {}

    /** Where a link leads, and the number of its line. */
    record Link(String target, int line) {}

    static MarkdownPage read(Path file) {
        return of(file, Repository.read(file));
    }

    static MarkdownPage of(Path file, String text) {
        List<Heading> headings = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int at = frontmatter(lines);
        while (at < lines.size()) {
            String line = lines.get(at);
            Matcher fence = FENCE.matcher(line);
            if (fence.matches()) {
                int first = at + 1;
                int last = first;
                while (last < lines.size() && !lines.get(last).strip().startsWith("```")) {
                    last++;
                }
                String body = String.join("\n", lines.subList(first, last)) + "\n";
                blocks.add(new Block(fence.group(1), body.stripIndent(), first + 1));
                at = last + 1;
                continue;
            }
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                headings.add(new Heading(heading.group(1).strip(), at + 1));
            }
            Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", ""));
            while (link.find()) {
                links.add(new Link(link.group(1), at + 1));
            }
            at++;
        }
        return new MarkdownPage(file, headings, blocks, links);
    }

    /** What may stand after {@code #} in a link to this page. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Heading heading : headings) {
            String anchor = heading.text()
                    .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int times = seen.merge(anchor, 1, Integer::sum);
            anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
        }
        return anchors;
    }

    /** The blocks below a heading, up to the next one. */
    List<Block> blocksBelow(String heading) {
        int from = headings.stream()
                .filter(each -> each.text().equals(heading))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no heading '" + heading + "'"))
                .line();
        int to = headings.stream()
                .mapToInt(Heading::line)
                .filter(line -> line > from)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        return blocks.stream()
                .filter(block -> block.line() > from && block.line() < to)
                .toList();
    }

    private static int frontmatter(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().equals("---")) {
            return 0;
        }
        int end = lines.subList(1, lines.size()).indexOf("---");
        return end < 0 ? 0 : end + 2;
    }
}
