package dev.caxton.embedded.cli.memory.picture;

import dev.caxton.api.memory.MemoryGraph;

/** A way to draw a part of the memory graph. The same graph is always drawn alike. */
public interface GraphPicture {

    /** The picture as text. */
    String draw(MemoryGraph graph);

    /** The picture of a format; {@code dot}, {@code mermaid} or {@code svg}. */
    static GraphPicture of(String format) {
        return switch (format) {
            case "dot" -> new DotPicture();
            case "mermaid" -> new MermaidPicture();
            case "svg" -> new SvgPicture();
            default -> throw new IllegalArgumentException("no picture is called " + format);
        };
    }
}
