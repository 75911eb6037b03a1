package dev.caxton.engine.agent.file;

import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.ConfigAgentDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads agent files: Markdown with YAML frontmatter, or TOML. It never throws for what a file contains; every problem
 * is in the result, with its place. May be shared between threads.
 */
public final class AgentFileParser {

    /** Largest agent file. */
    public static final int MAX_BYTES = 1 << 20;

    private final Supplier<AgentFileRules> rules;
    private final KeyCheck keys = new KeyCheck(new DocumentedKeys());

    /** Holds files against what is registered when each is read. */
    public AgentFileParser(Supplier<AgentFileRules> rules) {
        this.rules = rules;
    }

    /** Reads a file as its author wrote it. */
    public ParsedAgentFile parse(AgentFile file) {
        String label = file.name() == null ? "agent file" : file.name();
        byte[] bytes = file.content().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            return unreadable(label, file.format(), tooLarge(label, bytes.length));
        }
        Findings findings = new Findings(label);
        SourceText source = SourceText.of(file.content(), findings);
        Read read = findings.hasErrors() ? Read.NOTHING : read(file.format(), source, findings);
        return new ParsedAgentFile(
                label,
                file.format(),
                file.content(),
                sha256(bytes),
                read.name(),
                read.definition(),
                findings.errors(),
                findings.warnings());
    }

    private Read read(AgentFileFormat format, SourceText source, Findings findings) {
        Frontmatter frontmatter = null;
        FileValue.Table root;
        if (format == AgentFileFormat.MARKDOWN) {
            frontmatter = Frontmatter.split(source, findings);
            if (frontmatter == null) {
                return Read.NOTHING;
            }
            root = YamlReader.read(frontmatter.yaml(), frontmatter.firstLine(), findings);
        } else {
            root = TomlReader.read(source, findings);
        }
        if (root == null) {
            return Read.NOTHING;
        }
        if (format == AgentFileFormat.TOML) {
            root = TomlHoist.apply(root, findings);
        }
        DefinitionReader reader = new DefinitionReader(rules.get(), root, format, source, frontmatter, findings);
        return new Read(reader.nameOnly(), reader.read(keys));
    }

    /** What a file is held against now; a file need not be read again while this stays equal. */
    AgentFileRules rules() {
        return rules.get();
    }

    /** The result for a file whose text could not be had. */
    static ParsedAgentFile unreadable(String label, AgentFileFormat format, Violation reason) {
        return new ParsedAgentFile(label, format, "", "", null, null, List.of(reason), List.of());
    }

    static Violation tooLarge(String label, long bytes) {
        return Violation.at(
                Findings.shown(label),
                "file has " + bytes + " bytes, expected at most " + MAX_BYTES + " (1 MiB)",
                "put long texts into the agent's memory instead");
    }

    /** SHA-256 in hex. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Read(
            @org.jspecify.annotations.Nullable String name,
            @org.jspecify.annotations.Nullable ConfigAgentDefinition definition) {
        static final Read NOTHING = new Read(null, null);
    }
}
