package dev.caxton.engine.agent.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentId;
import dev.caxton.engine.agent.file.AgentFileParser;
import dev.caxton.engine.agent.file.AgentFileRules;
import dev.caxton.engine.agent.file.AgentNames;
import dev.caxton.engine.agent.file.FolderFile;
import dev.caxton.engine.agent.file.ParsedAgentFile;
import dev.caxton.engine.agent.reload.Incumbent.Standing;
import dev.caxton.engine.agent.reload.ReloadOperation.KeepAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.RefuseFile;
import dev.caxton.engine.agent.reload.ReloadOperation.RenameAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.ReplaceAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.StartAgent;
import dev.caxton.engine.agent.reload.ReloadOperation.StopAgent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReloadPlannerTest {

    private final AgentFileParser parser = new AgentFileParser(() -> new AgentFileRules(Set.of(), Set.of(), false));
    private final ReloadPlanner planner = new ReloadPlanner(3);

    private FolderFile file(String fileName, String name, String version) {
        String content = "---\nname: " + name + "\nversion: " + version + "\ncapabilities: [a]\n---\nBody.\n";
        ParsedAgentFile parsed = parser.parse(new AgentFile(fileName, AgentFileFormat.MARKDOWN, content));
        return new FolderFile(fileName, AgentNames.stem(fileName), Path.of(fileName), parsed);
    }

    private static Incumbent incumbent(FolderFile file, Standing standing) {
        return new Incumbent(
                new AgentId(new UUID(0, file.parsed().name().hashCode())),
                file.slug(),
                file.parsed().name(),
                standing,
                true,
                file.parsed().digest(),
                file.parsed().definition().version(),
                file.fileName());
    }

    private static Incumbent serving(FolderFile file) {
        return incumbent(file, Standing.SERVING);
    }

    private List<String> plan(List<FolderFile> files, Incumbent... incumbents) {
        return planner.plan(files, Arrays.asList(incumbents)).stream()
                .map(ReloadPlannerTest::told)
                .toList();
    }

    private static String told(ReloadOperation operation) {
        return switch (operation) {
            case StartAgent start ->
                "start " + start.slug()
                        + (start.returning() == null
                                ? ""
                                : " as " + start.returning().name());
            case ReplaceAgent replace -> "replace " + replace.incumbent().slug() + " by " + replace.slug();
            case RenameAgent rename ->
                "rename " + rename.incumbent().name() + " to "
                        + rename.file().parsed().name()
                        + (rename.returning() == null
                                ? ""
                                : " as " + rename.returning().slug());
            case KeepAgent keep -> "keep " + keep.slug();
            case RefuseFile refuse ->
                "refuse " + refuse.file().fileName() + ": "
                        + refuse.file().parsed().errors().getLast().message();
            case StopAgent stop -> "stop " + stop.slug();
        };
    }

    @Test
    void startsKeepsReplacesAndStops() {
        FolderFile same = file("same.md", "Same", "1.0.0");
        FolderFile old = file("old.md", "Old", "1.0.0");
        FolderFile gone = file("gone.md", "Gone", "1.0.0");

        assertThat(plan(
                        List.of(file("fresh.md", "Fresh", "1.0.0"), file("old.md", "Old", "1.1.0"), same),
                        serving(same),
                        serving(old),
                        serving(gone)))
                .containsExactly("keep same", "replace old by old", "start fresh", "stop gone");
    }

    @Test
    void returnsAStoppedNameToItsAgent() {
        assertThat(plan(
                        List.of(file("b.md", "Alpha", "2.0.0")),
                        incumbent(file("a.md", "Alpha", "1.0.0"), Standing.STOPPED)))
                .containsExactly("start b as Alpha");
    }

    @Test
    void seesAMovedFile() {
        assertThat(plan(List.of(file("b.md", "Alpha", "2.0.0")), serving(file("a.md", "Alpha", "1.0.0"))))
                .containsExactly("replace a by b");
    }

    @Test
    void refusesAMoveWhileTheOldFileIsThere() {
        FolderFile old = file("a.md", "Alpha", "1.0.0");

        assertThat(plan(List.of(old, file("b.md", "Alpha", "2.0.0")), serving(old)))
                .containsExactly("keep a", "refuse b.md: Agent name conflict: 'Alpha' is taken by agent 'a'");
    }

    @Test
    void renamesAndTakesOverTheIdentityOfALeavingAgent() {
        assertThat(plan(
                        List.of(file("a.md", "Beta", "1.0.0")),
                        serving(file("a.md", "Alpha", "1.0.0")),
                        serving(file("b.md", "Beta", "1.0.0"))))
                .containsExactly("rename Alpha to Beta as b");
    }

    @Test
    void refusesTwoAgentsThatSwapNamesAtOnce() {
        assertThat(plan(
                        List.of(file("a.md", "Beta", "1.0.0"), file("b.md", "Alpha", "1.0.0")),
                        serving(file("a.md", "Alpha", "1.0.0")),
                        serving(file("b.md", "Beta", "1.0.0"))))
                .containsExactly(
                        "refuse a.md: Agent name conflict: 'Beta' is taken by agent 'b'",
                        "refuse b.md: Agent name conflict: 'Alpha' is taken by agent 'a'");
    }

    @Test
    void refusesASlugThatIsAnothersName() {
        FolderFile alpha = file("a.md", "Alpha", "1.0.0");

        assertThat(plan(List.of(file("Alpha.md", "Other", "1.0.0"), alpha), serving(alpha)))
                .containsExactly("keep a", "refuse Alpha.md: Agent name conflict: 'Alpha' is taken by agent 'a'");
    }

    @Test
    void ofTwoNewFilesWithOneNameTheFirstStarts() {
        assertThat(plan(List.of(file("a.md", "Same", "1.0.0"), file("b.md", "Same", "2.0.0"))))
                .containsExactly("start a", "refuse b.md: Agent name conflict: 'Same' is taken by agent 'a'");
    }

    @Test
    void invalidFileKeepsThePlaceOfItsAgent() {
        FolderFile alpha = file("a.md", "Alpha", "1.0.0");

        assertThat(plan(List.of(file("a.md", "Alpha", "1"), file("b.md", "Alpha", "1.0.0")), serving(alpha)))
                .containsExactlyInAnyOrder(
                        "refuse b.md: Agent name conflict: 'Alpha' is taken by agent 'a'",
                        "refuse a.md: version is 1, expected a semantic version such as \"1.0.0\"");
    }

    @Test
    void ofTwoFilesWithOneStemTheServingOneStays() {
        FolderFile toml = file("a.toml", "Alpha", "1.0.0");

        assertThat(plan(List.of(file("a.md", "Alpha", "2.0.0"), toml), serving(toml)))
                .containsExactly(
                        "keep a", "refuse a.md: Agent name conflict: 'a.toml' has the same stem and is the one in use");
    }

    @Test
    void ofTwoNewFilesWithOneStemTheValidOneStarts() {
        assertThat(plan(List.of(file("a.md", "Alpha", "1"), file("a.toml", "Alpha", "1.0.0"))))
                .containsExactly(
                        "start a",
                        "refuse a.md: Agent name conflict: 'a.toml' has the same stem and is the one in use");
    }

    @Test
    void refusesAgentsAboveTheLimitButNotNewVersions() {
        FolderFile one = file("1.md", "One", "1.0.0");
        FolderFile two = file("2.md", "Two", "1.0.0");
        FolderFile three = file("3.md", "Three", "1.0.0");

        assertThat(plan(
                        List.of(file("0.md", "Zero", "1.0.0"), file("1.md", "One", "2.0.0"), two, three),
                        serving(one),
                        serving(two),
                        serving(three)))
                .containsExactly(
                        "keep 2", "keep 3", "replace 1 by 1", "refuse 0.md: this would be agent 4, expected at most 3");
    }
}
