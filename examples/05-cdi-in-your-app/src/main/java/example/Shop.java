package example;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

/** The application: a container that finds its own beans, and the engine among them. */
public final class Shop {

    private Shop() {}

    public static void main(String[] args) throws InterruptedException {
        try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
            container.select(FrontOffice.class).get().ask("How many lamps are in stock?");
            System.out.println(container.select(Board.class).get().next());
        }
    }
}
