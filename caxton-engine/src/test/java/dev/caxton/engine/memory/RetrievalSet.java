package dev.caxton.engine.memory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Questions with known answers, over passages from texts in the public domain and over conversations.
 *
 * @param documents in order of the files
 * @param questions in order of the files
 */
record RetrievalSet(List<Document> documents, List<Question> questions) {

    private static final Pattern TAGS = Pattern.compile("^(.*?)((?: \\[\\w])*)$");
    private static final Pattern TAG = Pattern.compile("\\[(\\w)]");

    /**
     * A fable, a chapter or a session.
     *
     * @param name of its entity
     * @param time of a session; null for other texts
     * @param texts passages or turns
     */
    record Document(
            String name, boolean conversation, @Nullable Instant time, List<String> texts) {}

    /**
     * A question.
     *
     * @param document place of the document that answers it
     * @param answers places of the answers within that document
     * @param forTuning whether it belongs to the half that weights may be chosen on: every other document of a file
     */
    record Question(String text, int document, Set<Integer> answers, boolean conversation, boolean forTuning) {}

    static RetrievalSet load() {
        RetrievalSet set = new RetrievalSet(new ArrayList<>(), new ArrayList<>());
        set.read("passages.txt", false);
        set.read("conversations.txt", true);
        return set;
    }

    private void read(String file, boolean conversation) {
        List<String> section = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith("= ")) {
                add(section, conversation);
                section.clear();
            }
            if (!line.isBlank() && !line.startsWith("#")) {
                section.add(line);
            }
        }
        add(section, conversation);
    }

    private boolean isForTuning(boolean conversation) {
        return documents.stream()
                                .filter(document -> document.conversation() == conversation)
                                .count()
                        % 2
                == 0;
    }

    private void add(List<String> section, boolean conversation) {
        if (section.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        Map<String, Set<Integer>> answers = new HashMap<>();
        for (String line : section.subList(1, section.size())) {
            Matcher matcher = TAGS.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(line);
            }
            List<String> tags = TAG.matcher(matcher.group(2))
                    .results()
                    .map(tag -> tag.group(1))
                    .toList();
            if (line.startsWith("? ")) {
                Set<Integer> places = new HashSet<>();
                tags.forEach(tag -> places.addAll(answers.get(tag)));
                questions.add(new Question(
                        matcher.group(1).substring(2),
                        documents.size(),
                        places,
                        conversation,
                        isForTuning(conversation)));
            } else {
                tags.forEach(tag ->
                        answers.computeIfAbsent(tag, key -> new HashSet<>()).add(texts.size()));
                texts.add(matcher.group(1));
            }
        }
        documents.add(document(section.getFirst().substring(2), conversation, texts));
    }

    private static Document document(String head, boolean conversation, List<String> texts) {
        if (!conversation) {
            return new Document(head, false, null, texts);
        }
        String day = head.substring(0, 10);
        String speakers = head.substring(17).replace(", ", " and ");
        Instant time = Instant.parse(day + "T" + head.substring(11, 16) + ":00Z");
        return new Document("Conversation of " + speakers + " on " + day, true, time, texts);
    }

    private static List<String> lines(String file) {
        try (InputStream in = RetrievalSet.class.getResourceAsStream("retrieval/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
