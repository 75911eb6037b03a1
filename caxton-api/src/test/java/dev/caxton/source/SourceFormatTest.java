package dev.caxton.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Holds every Java file of the repository against palantir-java-format: 120 columns, imports sorted and used.
 *
 * <p>{@code mvn -pl caxton-api test -Dtest=SourceFormatTest -Dformat.apply=true} formats them. Files found well are
 * remembered by their digest below {@code target}, so that only changed ones take time.
 */
class SourceFormatTest {

    private static final Path REMEMBERED =
            Path.of("target/well-formatted-" + Formatter.class.getPackage().getImplementationVersion());
    private static final SourceTree REPOSITORY = SourceTree.ofRepository();
    private static final boolean APPLY = Boolean.getBoolean("format.apply");

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @Test
    void everySourceFileIsFormatted() throws IOException {
        Set<String> well = Files.exists(REMEMBERED) ? new HashSet<>(Files.readAllLines(REMEMBERED)) : Set.of();
        Set<String> found = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (Path file : REPOSITORY.javaFiles()) {
            String source = Files.readString(file);
            String digest = digest(source);
            if (well.contains(digest)) {
                found.add(digest);
                continue;
            }
            String formatted = format(file, source);
            if (formatted.equals(source)) {
                found.add(digest);
            } else if (APPLY) {
                Files.writeString(file, formatted);
                found.add(digest(formatted));
            } else {
                wrong.add(REPOSITORY.name(file));
            }
        }
        Files.createDirectories(REMEMBERED.getParent());
        Files.write(REMEMBERED, found.stream().sorted().toList());

        assertThat(wrong)
                .as("files to format: mvn -pl caxton-api test -Dtest=SourceFormatTest -Dformat.apply=true")
                .isEmpty();
    }

    @Test
    void noticesAFileThatIsNotFormatted() throws FormatterException {
        String source = "package a;\nimport java.util.Set;\nimport java.util.List;\nclass A{List<String> b;}\n";

        assertThat(formatter.formatSourceAndFixImports(source))
                .isEqualTo("package a;\n\nimport java.util.List;\n\nclass A {\n    List<String> b;\n}\n");
    }

    private String format(Path file, String source) {
        try {
            return formatter.formatSourceAndFixImports(source);
        } catch (FormatterException e) {
            throw new AssertionError(REPOSITORY.name(file) + " cannot be parsed: " + e.getMessage(), e);
        }
    }

    private static String digest(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
