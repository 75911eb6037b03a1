package dev.caxton.engine.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordPieceTokenizerTest {

    private static final Vocabulary VOCABULARY = vocabulary();
    private final WordPieceTokenizer tokenizer = new WordPieceTokenizer(VOCABULARY);

    static List<String> golden() throws IOException {
        try (InputStream in = WordPieceTokenizerTest.class.getResourceAsStream("tokenizer-golden.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void givesTheNumbersOfTheReferenceTokenizer(String line) {
        int tab = line.lastIndexOf('\t');
        int[] expected = Arrays.stream(line.substring(tab + 1).split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();

        assertThat(tokenizer.encode(unescape(line.substring(0, tab)))).isEqualTo(expected);
    }

    @Test
    void readsTheWholeVocabulary() {
        assertThat(VOCABULARY.size()).isEqualTo(30_522);
    }

    @Test
    void takesControlTokensInTextForText() {
        assertThat(tokenizer.encode("hello [SEP] [CLS]"))
                .startsWith(VOCABULARY.start())
                .endsWith(VOCABULARY.end())
                .hasSizeGreaterThan(6)
                .satisfies(ids -> assertThat(Arrays.stream(ids, 1, ids.length - 1))
                        .doesNotContain(VOCABULARY.end(), VOCABULARY.start()));
    }

    @Test
    void cutsLongTextAtTheLimit() {
        int[] ids = tokenizer.encode("lorem ipsum dolor ".repeat(60_000));

        assertThat(ids).hasSize(WordPieceTokenizer.MAX_TOKENS).endsWith(VOCABULARY.end());
    }

    @Test
    void cutsInTheMiddleOfAWordAtTheLimit() {
        int[] ids = tokenizer.encode("a ".repeat(253) + "pneumonoultramicroscopic");

        assertThat(ids).hasSize(WordPieceTokenizer.MAX_TOKENS).endsWith(VOCABULARY.end());
    }

    @Test
    void ignoresHalfACharacter() {
        assertThat(tokenizer.encode("a\uD83Db")).isEqualTo(tokenizer.encode("ab"));
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static Vocabulary vocabulary() {
        try (InputStream in = WordPieceTokenizerTest.class.getResourceAsStream(OnnxEmbeddingModel.TOKENIZER_RESOURCE)) {
            return Vocabulary.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
