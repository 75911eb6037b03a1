package dev.caxton.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.tool.ToolDescriptor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolRegistryTest {

    private static ToolRegistry of(String... names) {
        return ToolRegistry.of(List.of(() -> java.util.Arrays.stream(names)
                .<dev.caxton.api.spi.Tool>map(name -> FakeTool.named(name, call -> FakeTool.said("ok")))
                .toList()));
    }

    @Test
    void listsToolsByName() {
        assertThat(of("web_search", "csv_parser", "http_client").list())
                .extracting(ToolDescriptor::name)
                .containsExactly("csv_parser", "http_client", "web_search");
    }

    @Test
    void keepsTheOrderOfAnAgentsListAndLeavesOutWhatIsNotThere() {
        assertThat(of("a_tool", "b_tool").descriptors(List.of("b_tool", "no_tool", "a_tool", "b_tool")))
                .extracting(ToolDescriptor::name)
                .containsExactly("b_tool", "a_tool");
    }

    @Test
    void refusesANameThatIsTakenTwice() {
        assertThatThrownBy(() -> of("csv_parser", "csv_parser"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'csv_parser'")
                .hasMessageContaining("unique");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CSV", "csv parser", "csv-parser", "1csv", "csv/../x"})
    void refusesANameThatIsNotSnakeCase(String name) {
        assertThatThrownBy(() -> of(name)).hasMessageContaining("snake_case");
    }

    @Test
    void suggestsWhatWasProbablyMeant() {
        ToolRegistry registry = of("http_client", "csv_parser", "chart_generator");

        assertThat(registry.nearMisses("http_cleint")).containsExactly("http_client");
        assertThat(registry.nearMisses("csv")).containsExactly("csv_parser");
        assertThat(registry.nearMisses("quantum_solver")).isEmpty();
    }
}
