package dev.caxton.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the repository against the rules of {@code docs/contributing/style.md} that no compiler knows. */
class SourceLayoutTest {

    private final SourceTree repository = SourceTree.ofRepository();

    @TempDir
    Path broken;

    @Test
    void theTopLevelHoldsWhatIsAgreedAndNothingElse() throws IOException {
        assertThat(repository.strangersAtTheTop()).isEmpty();
    }

    @Test
    void everyPromiseNamesAnIssue() throws IOException {
        assertThat(repository.promisesWithoutIssue())
                .as("write the number: (#12)")
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsAndThatNullIsMarked() throws IOException {
        assertThat(repository.packagesWithoutInfo()).isEmpty();
    }

    @Test
    void noticesAStrangerAtTheTop() throws IOException {
        write("notes.txt", "");
        write("docs/index.md", "");
        write(".gitignore", "");

        assertThat(new SourceTree(broken).strangersAtTheTop()).containsExactly("notes.txt");
    }

    @Test
    void noticesAPromiseWithoutIssue() throws IOException {
        write("docs/a.md", "TO" + "DO later\nTO" + "DO(#7): fine\n");
        write("target/b.md", "FIX" + "ME in what was built\n");

        assertThat(new SourceTree(broken).promisesWithoutIssue()).containsExactly("docs/a.md:1: TO" + "DO later");
    }

    @Test
    void noticesAPackageWithoutInfo() throws IOException {
        write("m/src/main/java/a/A.java", "package a;\n");
        write("m/src/main/java/b/B.java", "package b;\n");
        write("m/src/main/java/b/package-info.java", "package b;\n");
        write("m/src/main/java/c/package-info.java", "@NullMarked\npackage c;\n");
        write("m/src/test/java/d/D.java", "package d;\n");

        assertThat(new SourceTree(broken).packagesWithoutInfo())
                .containsExactly("m/src/main/java/a", "m/src/main/java/b");
    }

    private void write(String name, String text) throws IOException {
        Path file = broken.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
