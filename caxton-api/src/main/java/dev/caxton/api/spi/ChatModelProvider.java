package dev.caxton.api.spi;

/** Supplies chat models; found as a CDI bean or handed to the engine's builder. */
public interface ChatModelProvider {

    /** Name in configuration and agent files, such as {@code openai}. */
    String name();

    /** A model; made once for each distinct choice and then shared between threads. */
    ChatModel model(ChatModelChoice choice);
}
