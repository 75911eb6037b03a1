package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.port.FreePorts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five minutes of README.md, typed in a directory of one's own. */
class ReadmeTourIT {

    @TempDir
    Path directory;

    @Test
    void fiveMinutesGoAsWritten() throws Exception {
        MarkdownPage readme = MarkdownPage.read(Repository.ROOT.resolve("README.md"));
        try (Tour tour = new Tour(new Operator(directory), FreePorts.next())) {
            for (MarkdownPage.Block block : readme.blocksBelow("Five minutes")) {
                tour.types(block);
            }

            assertThat(tour.typed("curl").getFirst().out()).contains("\"status\":\"healthy\"");
            assertThat(tour.typed("caxton agents list").getFirst().out()).contains("Greeter");
            assertThat(tour.typed("caxton agents list").getLast().out()).contains("Greeter", "Librarian");
            assertThat(tour.typed("caxton agents message greeter").getFirst().out())
                    .isNotBlank();
            List<Operator.Outcome> answers = tour.typed("caxton agents message librarian \"When");
            assertThat(answers).as("before and after the restart").hasSize(2);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.out()).contains("Tuesday at 14:00"));
            assertThat(tour.typed("caxton memory status").getFirst().out())
                    .contains("healthy", "loaded", "Entities: 1 stored");
            assertThat(tour.typed("caxton shutdown")).hasSize(1);
        }
    }
}
