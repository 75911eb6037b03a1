package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.embedded.ServerUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of the runbooks, letter by letter but for the directory and the port. */
class RunbookScriptsIT {

    @TempDir
    static Path directory;

    static ServerUnderTest server;
    static Operator operator;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(directory.resolve("agents"));
        Files.copy(Repository.ROOT.resolve("agents/greeter.md"), directory.resolve("agents/greeter.md"));
        server = ServerUnderTest.start(directory);
        operator = new Operator(directory);
        operator.waitsForTheModel();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void deploysAnAgentInTomlAsRunbook002Says() throws Exception {
        String[] steps = script("002-deploy-toml.sh").split("(?=caxton agents test)");

        Operator.Outcome deployed = operator.types("set -e\n" + steps[0]);

        assertThat(deployed.succeeded().out()).contains("OK ", "DataAnalyzer (data-analyzer): running");
        assertThat(operator.types(steps[1]).out())
                .as("there is nothing to analyse")
                .contains("csv_parser I would need");
        assertThat(operator.types(script("002-deploy-with-error-handling.sh"))
                        .succeeded()
                        .out())
                .contains(
                        "Deploying config agent: data-analyzer",
                        "SUCCESS: Agent 'data-analyzer' deployed",
                        "SUCCESS: Agent responding to health checks",
                        "data-analysis\nreport-generation\n")
                .doesNotContain("RETRY");
        String broken = script("002-deploy-with-error-handling.sh").replaceAll("(?s)# Usage example.*", "")
                + "printf 'name = \"X\"\\n' > x.toml; deploy_config_agent x x.toml";
        Operator.Outcome refused = operator.types(broken);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out())
                .contains("ERROR: Configuration validation failed")
                .doesNotContain("SUCCESS");
        Files.delete(directory.resolve("agents/data-analyzer.toml"));
        operator.types("caxton agents reload --all-config").succeeded();
    }

    @Test
    void deploysWithErrorHandlingAsRunbook003Says() throws Exception {
        String deploy = script("003-deploy-with-error-handling.sh")
                .replaceAll("(?s)# Usage.*", "deploy_config_agent \"greeter\" \"agents/greeter.md\"");

        assertThat(operator.types(deploy).succeeded().out())
                .contains("Config agent 'greeter' deployed successfully", "Greeter (greeter): running");
    }

    @Test
    void listsAgentsThroughJq() throws Exception {
        assertThat(operator.types("curl -s " + server.url()
                                + "/api/v1/agents | jq -r '.[] | select(.name==\"Greeter\") | .id'")
                        .succeeded()
                        .out())
                .matches("[0-9a-f-]{36}\n");
        assertThat(operator.types("""
            CONFIG_COUNT=$(caxton agents list --type config --count)
            WASM_COUNT=$(caxton agents list --type wasm --count)
            echo "Config agents: $CONFIG_COUNT, WASM agents: $WASM_COUNT"
            """).succeeded().out()).containsPattern("Config agents: [1-9], WASM agents: 0\n");
    }

    @Test
    void checksAnAgentAsRunbook003Says() throws Exception {
        assertThat(operator.types(script("003-check-agent.sh") + "\ncheck_agent greeter")
                        .succeeded()
                        .out())
                .endsWith("Agent greeter is healthy\ngreeting\n");
        Operator.Outcome unknown = operator.types(script("003-check-agent.sh") + "\ncheck_agent nobody");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.out()).contains("Agent nobody is not responding");
    }

    @Test
    void verifiesTheRecoveryOfTheWholeSystemAsRunbook001Says() throws Exception {
        assertThat(operator.types(script("001-verify-full-system-recovery.sh") + "\nverify_full_system_recovery")
                        .succeeded()
                        .out())
                .endsWith("All systems verified healthy after recovery\n");
        assertThat(operator.types(script("001-wait-for-agents-to-load.sh") + "\nwait_for_agents_to_load")
                        .succeeded()
                        .out())
                .containsPattern("Agents loaded successfully: [1-9]");
    }

    @Test
    void verifiesARecoveryAsRunbook002Says() throws Exception {
        // The marks before these words are no ASCII, and do not reach a shell in every locale.
        assertThat(operator.types(script("002-verify-recovery.sh") + "\nverify_recovery")
                        .succeeded()
                        .out())
                .contains(" API responding\n", " All agents operational\n", " Memory system healthy\n")
                // What the runbook calls acceptable is a matter of the machine, and of what else it does.
                .containsPattern(" Response time (acceptable|degraded) \\(\\d+\\.\\d+ s\\)\n")
                .doesNotContain("not responding", "agents failed", "issues detected")
                .endsWith("=== RECOVERY VERIFICATION COMPLETE ===\n");
    }

    @Test
    void findsAndRepairsDamagedAgentFilesAsRunbook001Says() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        byte[] nul = Files.readString(directory.resolve("agents/greeter.md"))
                .replace("Greeter", "Damaged")
                .replace("friendly", "frie\0ndly")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(elsewhere.resolve("damaged.md"), nul);
        String validate = script("001-validate-config-agents.sh") + "\nvalidate_config_agents elsewhere";
        String repair = script("001-repair-agent-file.sh");

        Operator.Outcome damaged = operator.types(validate);
        assertThat(damaged.code()).isEqualTo(1);
        assertThat(damaged.out()).contains("Invalid configuration: elsewhere/damaged.md");
        operator.types(repair + "\nattempt_config_repair elsewhere/damaged.md").succeeded();
        operator.types(validate).succeeded();
        Files.writeString(elsewhere.resolve("damaged.md"), "nothing of it is left");
        assertThat(operator.types(repair + "\nattempt_config_repair elsewhere/damaged.md")
                        .code())
                .isEqualTo(1);
        operator.types(repair + "\ncreate_minimal_agent_config elsewhere/damaged.md")
                .succeeded();
        operator.types(validate).succeeded();
    }

    private static String script(String name) {
        return RunbookScripts.read(name)
                .replace("/var/lib/caxton", directory.toString())
                .replace("localhost:8080", server.url().getAuthority());
    }
}
