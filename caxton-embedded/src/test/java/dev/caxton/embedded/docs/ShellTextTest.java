package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTextTest {

    @Test
    void keepsHereDocumentsAndContinuedLinesTogether() {
        List<ShellText.Statement> statements = ShellText.statements("""
            # a comment
            cat > agents/a.md << 'EOF'
            # not a comment
            EOF

            curl -d '{
              "a": 1
            }' \\
              http://x
            caxton version   # it's here
            """);

        assertThat(statements).extracting(ShellText.Statement::line).containsExactly(1, 5, 9);
        assertThat(statements.getFirst().writes()).isEqualTo("agents/a.md");
        assertThat(statements.getFirst().body()).isEqualTo("# not a comment\n");
        assertThat(statements.get(1).text()).endsWith("http://x");
    }

    @Test
    void findsCallsInPipesListsAndSubstitutions() {
        assertThat(ShellText.caxtonCalls(
                        "A=$(caxton agents list --count) && ./caxton version | grep x > caxton # caxton no"))
                .containsExactly(List.of("agents", "list", "--count"), List.of("version"));
        assertThat(ShellText.caxtonCalls("if ! caxton agents ping \"$NAME\" --timeout ${t}s 2>/dev/null; then"))
                .containsExactly(List.of("agents", "ping", "sample", "--timeout", "5s"));
        assertThat(ShellText.caxtonCalls("caxton agents analyze --pattern \"error|timeout\" --last 1h"))
                .containsExactly(List.of("agents", "analyze", "--pattern", "error|timeout", "--last", "1h"));
    }
}
