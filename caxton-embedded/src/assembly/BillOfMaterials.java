import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the bill of materials of what is shipped, as CycloneDX 1.6 in JSON: every jar with its coordinates, checksum,
 * licences and what it depends on. Run from source by tree.xml; the arguments are the text of {@code dependency:tree}, the
 * list of licences, the directory of the jars, the version and the time of the release, and the file to list the jars in.
 */
final class BillOfMaterials {

    private static final Pattern LICENCED =
            Pattern.compile("^ +((?:\\([^()]*(?:\\([^()]*\\))?[^()]*\\) )+).*\\(([^ ()]+) - [^()]*\\)$");
    private static final Pattern LICENCE = Pattern.compile("\\(([^()]*(?:\\([^()]*\\))?[^()]*)\\) ");

    /** What our licence names are called in the SPDX list, where that has them. */
    private static final Map<String, String> SPDX = Map.of(
            "Apache-2.0", "Apache-2.0",
            "MIT", "MIT",
            "EDL-1.0", "BSD-3-Clause",
            "EPL-2.0", "EPL-2.0",
            "LGPL-2.1", "LGPL-2.1-only",
            "MPL-1.1", "MPL-1.1",
            "GPL-2.0-with-classpath-exception", "GPL-2.0-with-classpath-exception",
            "W3C license", "W3C");

    private record Part(String group, String name, String type, String classifier, String version) {

        /** From {@code group:name:type[:classifier]:version[:scope]}. */
        static Part of(String coordinates, boolean root) {
            List<String> words = new ArrayList<>(List.of(coordinates.strip().split(":")));
            if (!root) {
                words.remove(words.size() - 1);
            }
            return new Part(
                    words.get(0),
                    words.get(1),
                    words.get(2),
                    words.size() > 4 ? words.get(3) : "",
                    words.get(words.size() - 1));
        }

        String purl() {
            String of = "pkg:maven/" + group + '/' + name + '@' + version + "?";
            return of + (classifier.isEmpty() ? "" : "classifier=" + classifier + '&') + "type=" + type;
        }

        String file() {
            return name + '-' + version + (classifier.isEmpty() ? "" : '-' + classifier) + ".jar";
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path tree = Path.of(arguments[0]);
        Map<String, List<String>> licences = licences(Path.of(arguments[1]));
        Path lib = Path.of(arguments[2]);
        Map<Part, Set<Part>> needs = needs(tree);
        Part root = needs.keySet().iterator().next();
        Map<String, Part> parts = new TreeMap<>();
        for (Part part : needs.keySet()) {
            if (!part.equals(root) && Files.exists(lib.resolve(part.file()))) {
                parts.put(part.purl(), part);
            }
        }
        // An older build may have left others.
        Files.write(
                Path.of(arguments[5]),
                parts.values().stream()
                        .map(part -> "lib/" + part.file())
                        .sorted()
                        .toList());
        List<String> components = new ArrayList<>();
        for (Part part : parts.values()) {
            components.add(component(part, licences, lib));
        }
        List<String> dependencies = new ArrayList<>();
        dependencies.add(dependency(root, needs.get(root), parts));
        for (Part part : parts.values()) {
            dependencies.add(dependency(part, needs.get(part), parts));
        }
        System.out.println("""
            {
              "bomFormat": "CycloneDX",
              "specVersion": "1.6",
              "version": 1,
              "metadata": {
                "timestamp": %s,
                "component": {
                  "type": "application",
                  "bom-ref": %s,
                  "group": "dev.caxton",
                  "name": "caxton",
                  "version": %s,
                  "licenses": [{"license": {"id": "Apache-2.0"}}]
                }
              },
              "components": [
            %s
              ],
              "dependencies": [
            %s
              ]
            }\
            """.formatted(
                text(arguments[4]), text(root.purl()), text(arguments[3]), lines(components), lines(dependencies)));
    }

    /** Every part with what it brings, in the order of the tree; the first is what is shipped. */
    private static Map<Part, Set<Part>> needs(Path tree) throws IOException {
        Map<Part, Set<Part>> needs = new LinkedHashMap<>();
        Deque<Part> above = new ArrayDeque<>();
        for (String line : Files.readAllLines(tree)) {
            if (line.isBlank()) {
                continue;
            }
            int depth = (line.length() - line.replaceFirst("^[ |+\\\\-]+", "").length()) / 3;
            Part part = Part.of(line.replaceFirst("^[ |+\\\\-]+", "").replaceFirst(" .*", ""), depth == 0);
            while (above.size() > depth) {
                above.pop();
            }
            needs.computeIfAbsent(part, any -> new LinkedHashSet<>());
            if (!above.isEmpty()) {
                needs.get(above.peek()).add(part);
            }
            above.push(part);
        }
        return needs;
    }

    private static Map<String, List<String>> licences(Path list) throws IOException {
        Map<String, List<String>> licences = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            Matcher matcher = LICENCED.matcher(line);
            if (matcher.matches()) {
                licences.put(
                        matcher.group(2),
                        LICENCE.matcher(matcher.group(1))
                                .results()
                                .map(each -> each.group(1))
                                .toList());
            }
        }
        return licences;
    }

    private static String component(Part part, Map<String, List<String>> licences, Path lib) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(lib.resolve(part.file())));
        List<String> names = part.group().equals("dev.caxton")
                ? List.of("Apache-2.0")
                : licences.getOrDefault(part.group() + ':' + part.name() + ':' + part.version(), List.of());
        if (names.isEmpty()) {
            throw new IllegalStateException("no licence is listed for " + part);
        }
        String licensed = names.stream()
                .map(name -> SPDX.containsKey(name)
                        ? "{\"license\": {\"id\": " + text(SPDX.get(name)) + "}}"
                        : "{\"license\": {\"name\": " + text(name) + "}}")
                .collect(Collectors.joining(", "));
        return "{\"type\": \"library\", \"bom-ref\": " + text(part.purl()) + ", \"group\": " + text(part.group())
                + ", \"name\": " + text(part.name()) + ", \"version\": " + text(part.version())
                + ", \"scope\": \"required\""
                + ", \"hashes\": [{\"alg\": \"SHA-256\", \"content\": "
                + text(HexFormat.of().formatHex(hash)) + "}]"
                + ", \"licenses\": [" + licensed + "], \"purl\": " + text(part.purl()) + "}";
    }

    private static String dependency(Part part, Set<Part> needs, Map<String, Part> parts) {
        return "{\"ref\": " + text(part.purl()) + ", \"dependsOn\": ["
                + needs.stream()
                        .map(Part::purl)
                        .filter(parts::containsKey)
                        .sorted()
                        .map(BillOfMaterials::text)
                        .collect(Collectors.joining(", "))
                + "]}";
    }

    private static String lines(List<String> values) {
        return values.stream().map(value -> "    " + value).collect(Collectors.joining(",\n"));
    }

    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
