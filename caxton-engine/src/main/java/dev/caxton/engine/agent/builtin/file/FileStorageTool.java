package dev.caxton.engine.agent.builtin.file;

import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.schema.Arguments;
import dev.caxton.engine.agent.builtin.schema.InputSchema;
import dev.caxton.engine.agent.builtin.schema.Property;
import dev.caxton.engine.tool.ToolFailedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lists, reads, writes and deletes text files of the agent that calls. Thread-safe. */
public final class FileStorageTool implements Tool {

    private static final int FILES_NAMED = 50;
    private static final int EXCERPT = 2_000;

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "file_storage",
            "Lists, reads, writes (saves) and deletes text files in this agent's own directory.",
            InputSchema.forRequestsWith("file", "files", "save", "directory", "read", "write", "open", "delete")
                    .optional(
                            "path",
                            Property.string("Path of the file below the agent's directory, such as reports/july.csv.")
                                    .format("file-name")
                                    .length(200))
                    .optional("content", Property.string("Text to write.").media("text/plain"))
                    .required(
                            "operation",
                            Property.string("What to do.")
                                    .values("list", "write", "delete", "read")
                                    .words(words())
                                    .needs(Map.of(
                                            "write", List.of("path", "content"),
                                            "delete", List.of("path"),
                                            "read", List.of("path")))
                                    .general("read")
                                    .fallback("read"))
                    .build(),
            List.of("text/csv", "application/json", "text/plain"),
            "builtin");

    private final AgentFiles files;

    /** Works on these files. */
    public FileStorageTool(AgentFiles files) {
        this.files = files;
    }

    private static Map<String, List<String>> words() {
        Map<String, List<String>> words = new LinkedHashMap<>();
        words.put(
                "list",
                List.of("list", "list files", "which files", "what files", "show files", "my files", "your files"));
        words.put("write", List.of("write", "save", "store", "create"));
        words.put("delete", List.of("delete", "remove"));
        words.put("read", List.of("read", "open", "show", "what is in", "content", "load"));
        return words;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Arguments arguments = new Arguments(call);
        return switch (arguments.text("operation")) {
            case "list" -> list(call.agent());
            case "write" -> write(call.agent(), arguments.text("path"), arguments.text("content"));
            case "delete" -> delete(call.agent(), arguments.text("path"));
            default -> read(call.agent(), arguments.text("path"));
        };
    }

    private ToolResult list(String agent) {
        List<AgentFiles.Entry> entries = files.list(agent);
        StringBuilder text =
                new StringBuilder().append(entries.size()).append(entries.size() == 1 ? " file" : " files");
        entries.stream()
                .limit(FILES_NAMED)
                .forEach(entry -> text.append("\n- ")
                        .append(entry.path())
                        .append(" (")
                        .append(entry.bytes())
                        .append(" bytes)"));
        List<Map<String, Object>> data = entries.stream()
                .map(entry -> Map.<String, Object>of(
                        "path", entry.path(),
                        "bytes", entry.bytes(),
                        "modified", entry.modified().toString()))
                .toList();
        return new ToolResult.Success(text.toString(), Map.of("files", data), List.of());
    }

    private ToolResult write(String agent, String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String where = files.write(agent, path, bytes);
        return new ToolResult.Success(
                "Wrote " + bytes.length + " bytes to " + path + ".",
                Map.of("path", path, "saved_as", where, "bytes", bytes.length),
                List.of());
    }

    private ToolResult delete(String agent, String path) {
        files.delete(agent, path);
        return new ToolResult.Success("Deleted " + path + ".", Map.of("path", path), List.of());
    }

    private ToolResult read(String agent, String path) {
        byte[] bytes = files.read(agent, path);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ToolFailedException("not_text", "File '" + path + "' is not UTF-8 text", null);
        }
        String excerpt = text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + " …";
        return new ToolResult.Success(
                path + ", " + bytes.length + " bytes:\n" + excerpt,
                Map.of("path", path, "bytes", bytes.length),
                List.of(new ToolResult.Artifact(path, mediaType(path), text)));
    }

    private static String mediaType(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return "text/csv";
        }
        return name.endsWith(".json") ? "application/json" : "text/plain";
    }
}
