package dev.caxton.engine.agent.file;

import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gets the text of a file of the agents directory, and nothing else: no link that leaves the directory, no pipe or
 * device, nothing larger than an agent file. May be shared between threads.
 */
final class AgentFileReader {

    private final Path directory;
    private final AgentFileParser parser;

    AgentFileReader(Path directory, AgentFileParser parser) {
        this.directory = directory;
        this.parser = parser;
    }

    /** Reads and parses a file of the directory. */
    ParsedAgentFile read(String fileName) {
        String label = label(directory, fileName);
        AgentFileFormat format = formatOf(fileName);
        try {
            Path inside = directory.toRealPath();
            Path file = inside.resolve(fileName).toRealPath();
            Violation refusal = refusal(label, inside, file);
            if (refusal != null) {
                return AgentFileParser.unreadable(label, format, refusal);
            }
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                bytes = in.readNBytes(AgentFileParser.MAX_BYTES + 1);
            }
            if (bytes.length > AgentFileParser.MAX_BYTES) {
                return AgentFileParser.unreadable(label, format, AgentFileParser.tooLarge(label, bytes.length));
            }
            return parsed(label, format, bytes);
        } catch (NoSuchFileException e) {
            String message = Files.isSymbolicLink(directory.resolve(fileName))
                    ? "file is a link to something that does not exist"
                    : "File not found: " + label;
            return AgentFileParser.unreadable(label, format, Violation.at(label, message, null));
        } catch (AccessDeniedException e) {
            return AgentFileParser.unreadable(
                    label,
                    format,
                    Violation.at(label, "Permission denied: the server cannot read the file", "chmod 644 the file"));
        } catch (IOException e) {
            String reason = Findings.shown(String.valueOf(e.getMessage()));
            return AgentFileParser.unreadable(label, format, Violation.at(label, "cannot be read: " + reason, null));
        }
    }

    private static @Nullable Violation refusal(String label, Path inside, Path file) throws IOException {
        if (!file.startsWith(inside)) {
            return Violation.at(
                    label,
                    "file is a link that leaves the agents directory, which is not followed",
                    "copy the file into the agents directory");
        }
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            String found = attributes.isDirectory() ? "a directory" : "a pipe, socket or device";
            return Violation.at(label, "is " + found + ", expected a regular file", null);
        }
        if (attributes.size() > AgentFileParser.MAX_BYTES) {
            return AgentFileParser.tooLarge(label, attributes.size());
        }
        return null;
    }

    private ParsedAgentFile parsed(String label, AgentFileFormat format, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parser.parse(new AgentFile(label, format, text));
        } catch (CharacterCodingException e) {
            return AgentFileParser.unreadable(label, format, notUtf8(label, bytes));
        }
    }

    private static Violation notUtf8(String label, byte[] bytes) {
        boolean utf16 = bytes.length > 1
                && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
                        || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF);
        if (utf16) {
            return Violation.at(label, "file is UTF-16, expected UTF-8", "save it as UTF-8");
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8.newDecoder().decode(rest, java.nio.CharBuffer.allocate(bytes.length), true);
        int line = 1;
        int column = 1;
        for (int i = 0; i < rest.position(); i++) {
            column = bytes[i] == '\n' ? 1 : column + 1;
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return new Violation(
                label,
                line,
                column,
                String.format("byte 0x%02X is not UTF-8, expected text", bytes[rest.position()] & 0xFF),
                "save it as UTF-8; the file may also be binary");
    }

    static AgentFileFormat formatOf(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".toml") ? AgentFileFormat.TOML : AgentFileFormat.MARKDOWN;
    }

    /** A file as messages name it: {@code agents/triage.md}. */
    static String label(Path directory, String fileName) {
        Path last = directory.getFileName();
        return Findings.shown(last == null ? fileName : last + "/" + fileName);
    }
}
