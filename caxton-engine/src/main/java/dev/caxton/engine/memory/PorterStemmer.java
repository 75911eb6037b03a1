package dev.caxton.engine.memory;

/**
 * Removes the endings of English words, so that {@code running} and {@code runs} are found by {@code run}.
 *
 * <p>Martin Porter's algorithm of 1980 (https://tartarus.org/martin/PorterStemmer/). Words with anything but a to z stay
 * as they are.
 */
final class PorterStemmer {

    private static final String[][] STEP_2 = {
        {"ational", "ate"},
        {"tional", "tion"},
        {"enci", "ence"},
        {"anci", "ance"},
        {"izer", "ize"},
        {"abli", "able"},
        {"alli", "al"},
        {"entli", "ent"},
        {"eli", "e"},
        {"ousli", "ous"},
        {"ization", "ize"},
        {"ation", "ate"},
        {"ator", "ate"},
        {"alism", "al"},
        {"iveness", "ive"},
        {"fulness", "ful"},
        {"ousness", "ous"},
        {"aliti", "al"},
        {"iviti", "ive"},
        {"biliti", "ble"},
    };
    private static final String[][] STEP_3 = {
        {"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""},
    };
    private static final String[] STEP_4 = {
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
        "iti", "ous", "ive", "ize",
    };

    private String word;

    private PorterStemmer(String word) {
        this.word = word;
    }

    static String stem(String word) {
        if (word.length() < 3) {
            return word;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
                return word;
            }
        }
        PorterStemmer stemmer = new PorterStemmer(word);
        stemmer.plural();
        stemmer.past();
        stemmer.finalY();
        stemmer.replaceLongest(STEP_2);
        stemmer.replaceLongest(STEP_3);
        stemmer.suffix();
        stemmer.finalE();
        return stemmer.word;
    }

    private void plural() {
        if (word.endsWith("sses") || word.endsWith("ies")) {
            cut(2);
        } else if (word.endsWith("s") && !word.endsWith("ss")) {
            cut(1);
        }
    }

    private void past() {
        if (word.endsWith("eed")) {
            if (measure(word.length() - 3) > 0) {
                cut(1);
            }
        } else if (word.endsWith("ed") && hasVowel(word.length() - 2)) {
            cut(2);
            repair();
        } else if (word.endsWith("ing") && hasVowel(word.length() - 3)) {
            cut(3);
            repair();
        }
    }

    private void repair() {
        if (word.endsWith("at") || word.endsWith("bl") || word.endsWith("iz")) {
            word += "e";
        } else if (endsDouble() && !word.endsWith("l") && !word.endsWith("s") && !word.endsWith("z")) {
            cut(1);
        } else if (measure(word.length()) == 1 && endsShort(word.length())) {
            word += "e";
        }
    }

    private void finalY() {
        if (word.endsWith("y") && hasVowel(word.length() - 1)) {
            word = word.substring(0, word.length() - 1) + "i";
        }
    }

    private void replaceLongest(String[][] rules) {
        String[] found = {"", ""};
        for (String[] rule : rules) {
            if (rule[0].length() > found[0].length() && word.endsWith(rule[0])) {
                found = rule;
            }
        }
        int stem = word.length() - found[0].length();
        if (!found[0].isEmpty() && measure(stem) > 0) {
            word = word.substring(0, stem) + found[1];
        }
    }

    private void suffix() {
        String found = "";
        for (String suffix : STEP_4) {
            if (suffix.length() > found.length() && word.endsWith(suffix)) {
                found = suffix;
            }
        }
        int stem = word.length() - found.length();
        boolean allowed = !found.equals("ion") || stem > 0 && "st".indexOf(word.charAt(stem - 1)) >= 0;
        if (!found.isEmpty() && allowed && measure(stem) > 1) {
            word = word.substring(0, stem);
        }
    }

    private void finalE() {
        if (word.endsWith("e")) {
            int stem = word.length() - 1;
            int measure = measure(stem);
            if (measure > 1 || measure == 1 && !endsShort(stem)) {
                cut(1);
            }
        }
        if (word.endsWith("ll") && measure(word.length()) > 1) {
            cut(1);
        }
    }

    private void cut(int letters) {
        word = word.substring(0, word.length() - letters);
    }

    private boolean isConsonant(int at) {
        return switch (word.charAt(at)) {
            case 'a', 'e', 'i', 'o', 'u' -> false;
            case 'y' -> at == 0 || !isConsonant(at - 1);
            default -> true;
        };
    }

    /** How often a vowel is followed by a consonant in the first letters. */
    private int measure(int length) {
        int changes = 0;
        boolean vowelBefore = false;
        for (int i = 0; i < length; i++) {
            boolean consonant = isConsonant(i);
            if (consonant && vowelBefore) {
                changes++;
            }
            vowelBefore = !consonant;
        }
        return changes;
    }

    private boolean hasVowel(int length) {
        for (int i = 0; i < length; i++) {
            if (!isConsonant(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean endsDouble() {
        int last = word.length() - 1;
        return last > 0 && word.charAt(last) == word.charAt(last - 1) && isConsonant(last);
    }

    /** Consonant, vowel, consonant other than w, x, y. */
    private boolean endsShort(int length) {
        return length > 2
                && isConsonant(length - 1)
                && !isConsonant(length - 2)
                && isConsonant(length - 3)
                && "wxy".indexOf(word.charAt(length - 1)) < 0;
    }
}
