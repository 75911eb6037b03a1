package dev.caxton.engine.memory.embedding;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Cuts text into the word pieces of uncased BERT, with the numbers that Hugging Face's tokenizer gives them.
 *
 * <p>Reads no further than it needs for {@link #MAX_TOKENS}, so that a megabyte costs no more than a page. The one
 * intended difference: text such as {@code [SEP]} is text here and never a control token. Immutable.
 */
final class WordPieceTokenizer {

    /** Longest sequence the model was trained on, the two marks at its ends included. */
    static final int MAX_TOKENS = 256;

    /** Longer words are one unknown piece ({@code max_input_chars_per_word}). */
    static final int MAX_WORD = 100;

    private final Vocabulary vocabulary;

    WordPieceTokenizer(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Numbers of a text's pieces between the start and the end mark, at most {@link #MAX_TOKENS}. */
    int[] encode(String text) {
        return encode(text, MAX_TOKENS);
    }

    /** Whether a text has more pieces than are encoded. */
    boolean isTruncated(String text) {
        return encode(text, MAX_TOKENS + 1).length > MAX_TOKENS;
    }

    private int[] encode(String text, int most) {
        Encoding encoding = new Encoding(most);
        int at = 0;
        while (at < text.length() && !encoding.isFull()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            encoding.accept(point);
        }
        return encoding.finish();
    }

    /** One text on its way through normalisation, splitting and matching. */
    private final class Encoding {
        private final int[] tokens;
        private final StringBuilder word = new StringBuilder();
        private int count;

        Encoding(int most) {
            tokens = new int[most];
            tokens[count++] = vocabulary.start();
        }

        boolean isFull() {
            return count >= tokens.length - 1;
        }

        int[] finish() {
            endWord();
            tokens[count++] = vocabulary.end();
            return Arrays.copyOf(tokens, count);
        }

        /** The steps of BertNormalizer and BertPreTokenizer, in their order, for one code point. */
        void accept(int point) {
            if (point < 0x80) {
                acceptAscii(point);
            } else if (isRemoved(point)) {
                return;
            } else if (isSpace(point)) {
                endWord();
            } else if (isIdeograph(point)) {
                endWord();
                decompose(point);
                endWord();
            } else {
                decompose(point);
            }
        }

        private void acceptAscii(int point) {
            if (point == ' ' || point == '\t' || point == '\n' || point == '\r') {
                endWord();
            } else if (point >= 'A' && point <= 'Z') {
                word.append((char) (point + ('a' - 'A')));
            } else if (point >= 'a' && point <= 'z' || point >= '0' && point <= '9') {
                word.append((char) point);
            } else if (point > ' ' && point != 0x7F) {
                isolate(point);
            }
        }

        private void decompose(int point) {
            String parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFD);
            for (int i = 0; i < parts.length(); ) {
                int part = parts.codePointAt(i);
                i += Character.charCount(part);
                if (Character.getType(part) != Character.NON_SPACING_MARK) {
                    int lower = Character.toLowerCase(part);
                    if (isPunctuation(lower)) {
                        isolate(lower);
                    } else {
                        word.appendCodePoint(lower);
                    }
                }
            }
        }

        private void isolate(int point) {
            endWord();
            word.appendCodePoint(point);
            endWord();
        }

        private void endWord() {
            if (!word.isEmpty() && !isFull()) {
                match();
            }
            word.setLength(0);
        }

        /** Longest match first; a word with a part that is in no piece is unknown as a whole. */
        private void match() {
            int first = count;
            String text = word.toString();
            if (text.codePointCount(0, text.length()) > MAX_WORD) {
                tokens[count++] = vocabulary.unknown();
                return;
            }
            int from = 0;
            while (from < text.length()) {
                int to = text.length();
                int piece = -1;
                while (to > from && piece < 0) {
                    piece = vocabulary.find(from == 0 ? text.substring(0, to) : "##" + text.substring(from, to));
                    to -= piece < 0 ? Character.charCount(text.codePointBefore(to)) : 0;
                }
                if (piece < 0) {
                    count = first;
                    tokens[count++] = vocabulary.unknown();
                    return;
                }
                // A word at the end of a long text may have more pieces than there is room for; all must match.
                if (count < tokens.length - 1) {
                    tokens[count++] = piece;
                }
                from = to;
            }
        }
    }

    private static boolean isRemoved(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
            default -> point == 0xFFFD;
        };
    }

    private static boolean isSpace(int point) {
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isPunctuation(int point) {
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> point < 0x80 && !Character.isLetterOrDigit(point);
        };
    }

    /** The blocks that BERT's own tokenizer takes for Chinese characters; Kana and Hangul are not among them. */
    private static boolean isIdeograph(int point) {
        return point >= 0x4E00 && point <= 0x9FFF
                || point >= 0x3400 && point <= 0x4DBF
                || point >= 0x20000 && point <= 0x2A6DF
                || point >= 0x2A700 && point <= 0x2B73F
                || point >= 0x2B740 && point <= 0x2B81F
                || point >= 0x2B920 && point <= 0x2CEAF
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0x2F800 && point <= 0x2FA1F;
    }
}
