package example;

import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tools of this application: the engine finds the bean by its type, and agents use the tools by their names. */
@ApplicationScoped
public class StockTools implements ToolProvider {

    @Inject
    Warehouse warehouse;

    @Override
    public Collection<Tool> tools() {
        return List.of(new StockReport(warehouse));
    }

    private record StockReport(Warehouse warehouse) implements Tool {

        @Override
        public ToolDescriptor descriptor() {
            return new ToolDescriptor(
                    "stock_report",
                    "Reports the stock: how many lamps and chairs are in stock in the shop.",
                    Map.of("type", "object"),
                    List.of(),
                    "shop");
        }

        @Override
        public ToolResult call(ToolCall call) {
            Map<String, Object> stock = new TreeMap<>(warehouse.stock());
            return new ToolResult.Success("In stock are " + stock + ".", stock, List.of());
        }
    }
}
