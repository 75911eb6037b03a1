package dev.caxton.engine.memory.upkeep;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds passwords, keys and tokens in a text that is about to be remembered.
 *
 * <p>Looks for values, not for words: "the password is kept by Ada" may be remembered, "password: hunter22" may not.
 * Patterns are anchored to avoid backtracking over long texts.
 */
public final class SecretText {

    /** A kind of secret; texts without any of these parts have none of it, which is seen at a glance. */
    private record Shape(String name, Pattern pattern, List<String> parts) {

        boolean isIn(String text) {
            for (String part : parts) {
                if (text.contains(part)) {
                    return pattern.matcher(text).find();
                }
            }
            return false;
        }
    }

    private static final List<Shape> SHAPES = List.of(
            shape("a private key", "-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----", "PRIVATE KEY-----"),
            shape("an API key of this server", "\\bcxt_[A-Za-z0-9_-]{20,}", "cxt_"),
            shape("an access key of AWS", "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b", "AKIA", "ASIA"),
            shape(
                    "a token of GitHub",
                    "\\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})",
                    "ghp_",
                    "gho_",
                    "ghu_",
                    "ghs_",
                    "ghr_",
                    "github_pat_"),
            shape("a token of GitLab", "\\bglpat-[A-Za-z0-9_-]{20,}", "glpat-"),
            shape("a token of Slack", "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}", "xox"),
            shape("an API key of a model provider", "\\bsk-[A-Za-z0-9_-]{20,}", "sk-"),
            shape("a key of Google", "\\bAIza[0-9A-Za-z_-]{35}", "AIza"),
            shape("a JSON web token", "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}", "eyJ"),
            shape(
                    "a bearer token",
                    "(?i)\\bbearer\\s+(?=[A-Za-z._~+/-]{0,80}[0-9])[A-Za-z0-9._~+/-]{20,}=*",
                    "0",
                    "1",
                    "2",
                    "3",
                    "4",
                    "5",
                    "6",
                    "7",
                    "8",
                    "9"),
            shape(
                    "a password in an address",
                    "\\b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\\s/:@]{1,200}:[^\\s/@]{1,200}@",
                    "://"),
            shape(
                    "a password",
                    "(?i)\\b(?:password|passwd|passphrase|passwort|pwd)\\b[\"']?\\s{0,3}(?:[:=]|\\bis:)\\s{0,3}[\"']?"
                            + "[^\\s\"']{4,}",
                    ":",
                    "="),
            shape(
                    "a secret",
                    "(?i)\\b(?:api[ _-]?key|secret[ _-]?key|access[ _-]?key|client[ _-]?secret|auth[ _-]?token"
                            + "|access[ _-]?token|refresh[ _-]?token|secret|token)\\b[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?"
                            + "(?=[^\\s\"']{0,80}[0-9])[^\\s\"']{8,}",
                    ":",
                    "="));

    private SecretText() {}

    private static Shape shape(String name, String pattern, String... parts) {
        return new Shape(name, Pattern.compile(pattern), List.of(parts));
    }

    /** What kind of secret a text seems to hold; empty where it seems to hold none. The secret itself is not told. */
    public static Optional<String> find(String text) {
        for (Shape shape : SHAPES) {
            if (shape.isIn(text)) {
                return Optional.of(shape.name());
            }
        }
        return Optional.empty();
    }
}
