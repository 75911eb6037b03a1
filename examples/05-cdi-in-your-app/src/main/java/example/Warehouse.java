package example;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What an application has anyway: a bean with its data. */
@ApplicationScoped
public class Warehouse {

    public Map<String, Integer> stock() {
        return Map.of("lamps", 12, "chairs", 4);
    }
}
