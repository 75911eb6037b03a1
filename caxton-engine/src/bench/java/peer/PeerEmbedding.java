package peer;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** LangChain4j's in-process embedding of the lines of a file; prints texts a second, and its memory. */
public final class PeerEmbedding {

    private PeerEmbedding() {}

    public static void main(String[] args) throws Exception {
        AllMiniLmL6V2EmbeddingModel model = new AllMiniLmL6V2EmbeddingModel();
        List<TextSegment> texts = Files.readAllLines(Path.of(args[0])).stream()
                .map(TextSegment::from)
                .toList();
        model.embedAll(texts.subList(0, Math.min(200, texts.size())));
        long start = System.nanoTime();
        model.embedAll(texts);
        System.out.printf("LangChain4j %.1f texts/s", texts.size() * 1e9 / (System.nanoTime() - start));
        System.out.println(", "
                + Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                        .toList());
        System.exit(0);
    }
}
