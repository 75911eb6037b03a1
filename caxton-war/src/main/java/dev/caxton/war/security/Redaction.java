package dev.caxton.war.security;

import java.util.regex.Pattern;

/** Takes secrets out of what is shown or kept. */
public final class Redaction {

    /** A token of ours, typed where its prefix belongs: the prefix may be seen. */
    private static final Pattern TOKEN = Pattern.compile("(cxt_[A-Za-z0-9_-]{8})[A-Za-z0-9_-]+");

    private Redaction() {}

    /** A path without the secret part of tokens in it. */
    public static String path(String path) {
        return path.contains("cxt_") ? TOKEN.matcher(path).replaceAll("$1****") : path;
    }
}
