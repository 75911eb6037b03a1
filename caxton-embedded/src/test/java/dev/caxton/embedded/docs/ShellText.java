package dev.caxton.embedded.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes shell text apart, as far as documents write it. */
final class ShellText {

    private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*'?\"?(\\w+)'?\"?");
    private static final Pattern OUTPUT = Pattern.compile("cat >+ *(\\S+)");

    private static final Set<String> LEADING = Set.of("if", "while", "until", "then", "do", "!", "sudo", "time");

    private ShellText() {}

    /**
     * A statement, which may be of several lines.
     *
     * @param text all of it
     * @param head its text without the body of a here document
     * @param body the here document; empty if there is none
     * @param line its first line within the block, from 0
     */
    record Statement(String text, String head, String body, int line) {

        /** The file that a {@code cat > file << EOF} writes; empty for everything else. */
        String writes() {
            Matcher output = OUTPUT.matcher(head);
            return !body.isEmpty() && output.find() ? output.group(1) : "";
        }
    }

    /** The statements of a block; comments and empty lines are left out. */
    static List<Statement> statements(String block) {
        List<Statement> statements = new ArrayList<>();
        List<String> lines = block.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).isBlank() || lines.get(at).strip().startsWith("#")) {
                continue;
            }
            int first = at;
            StringBuilder head = new StringBuilder(lines.get(at));
            while (at + 1 < lines.size() && goesOn(head)) {
                head.append('\n').append(lines.get(++at));
            }
            StringBuilder body = new StringBuilder();
            Matcher heredoc = HEREDOC.matcher(head);
            int end = at;
            if (heredoc.find()) {
                while (++end < lines.size() && !lines.get(end).strip().equals(heredoc.group(1))) {
                    body.append(lines.get(end)).append('\n');
                }
                at = end;
            }
            String text = String.join("\n", lines.subList(first, Math.min(end + 1, lines.size())));
            statements.add(new Statement(text, head.toString(), body.toString(), first));
        }
        return statements;
    }

    private static boolean goesOn(CharSequence head) {
        boolean single = false;
        boolean twice = false;
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            if (c == '\\' && !single) {
                i++;
                if (i == head.length()) {
                    return true;
                }
            } else if (c == '\'' && !twice) {
                single = !single;
            } else if (c == '"' && !single) {
                twice = !twice;
            } else if (c == '#' && !single && !twice && (i == 0 || head.charAt(i - 1) == ' ')) {
                return false;
            }
        }
        return single || twice;
    }

    /** The words of each simple command in a statement: pipes, lists and substitutions taken apart, redirections left out. */
    static List<List<String>> commands(String statement) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean started = false;
        boolean redirected = false;
        char quote = 0;
        String text = statement.replaceAll("<(\\w+)>", "$1").replaceAll("\\\\\\n\\s*", " ") + "\n";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && c == '#' && !started) {
                i = text.indexOf('\n', i) - 1;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                started = true;
            } else if (quote != 0) {
                word.append(c);
            } else if (c == ' ' || "|&;()<>\n{}".indexOf(c) >= 0) {
                if (started && !redirected && !(c == '>' && word.toString().matches("[0-2]"))) {
                    words.add(word.toString());
                }
                redirected = c == '>' || c == '<' || redirected && !started && c == ' ';
                word.setLength(0);
                started = false;
                if ("|&;()\n{}".indexOf(c) >= 0 && !(c == '&' && i > 0 && text.charAt(i - 1) == '>')) {
                    if (!words.isEmpty()) {
                        commands.add(List.copyOf(words));
                    }
                    words.clear();
                }
            } else {
                word.append(c);
                started = true;
            }
        }
        return commands;
    }

    /** The words after {@code caxton} of each call of it in a statement; variables and substitutions are samples. */
    static List<List<String>> caxtonCalls(String statement) {
        String plain = statement
                .replaceAll("\\$\\((date[^)]*)\\)", "20260101")
                .replaceAll("\\$\\(\\s*caxton", "; caxton")
                .replaceAll("\\$\\{?[A-Za-z_0-9?@]+}?(?=s\\b)", "5")
                .replaceAll("\\$\\{?[A-Za-z_0-9?@]+}?", "sample");
        List<List<String>> calls = new ArrayList<>();
        for (List<String> words : commands(plain)) {
            int at = 0;
            while (at < words.size() && LEADING.contains(words.get(at))) {
                at++;
            }
            if (at < words.size() && words.get(at).matches("(\\S*/)?caxton")) {
                calls.add(words.subList(at + 1, words.size()));
            }
        }
        return calls;
    }
}
