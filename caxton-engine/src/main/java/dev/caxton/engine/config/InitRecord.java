package dev.caxton.engine.config;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What {@code init} wrote down in a data directory: where the agent files are. */
final class InitRecord {

    private static final String AGENTS_DIR = "agents_dir";

    private InitRecord() {}

    /** Where it stands. */
    static Path file(Path dataDir) {
        return dataDir.resolve("caxton.properties");
    }

    /** The recorded agents directory, absolute; null where nothing is recorded. */
    static @Nullable Path agentsDir(Path dataDir) {
        Path file = file(dataDir);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return null;
        } catch (IOException | IllegalArgumentException e) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    file + " cannot be read: " + e,
                    "remove it, or set server.agents_dir");
        }
        String recorded = properties.getProperty(AGENTS_DIR);
        return recorded == null || recorded.isBlank()
                ? null
                : dataDir.resolve(recorded.strip()).normalize();
    }

    /**
     * The text to write: relative where both directories have one parent, so that the tree can be moved.
     *
     * @param dataDir absolute data directory
     * @param agentsDir absolute agents directory
     */
    static String text(Path dataDir, Path agentsDir) {
        Path parent = dataDir.getParent();
        boolean together = parent != null && agentsDir.startsWith(parent) && parent.getNameCount() > 0;
        String path = (together ? dataDir.relativize(agentsDir) : agentsDir).toString();
        return "# Written by `caxton init`.\n" + AGENTS_DIR + "=" + path.replace("\\", "\\\\") + "\n";
    }
}
