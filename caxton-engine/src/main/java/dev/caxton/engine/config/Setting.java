package dev.caxton.engine.config;

import org.jspecify.annotations.Nullable;

/**
 * One value that one source gives to one key, as written.
 *
 * @param key dotted key as the source spells it
 * @param value text of the value; items of a list are separated by commas
 * @param list whether it was written as a list
 * @param layer which source
 * @param place where: a file, {@code environment CAXTON_PORT}, {@code option --port} or a source of the host
 * @param line line in the file, from 1; null outside files
 * @param column column in the line, from 1; null outside files
 */
record Setting(
        String key,
        String value,
        boolean list,
        Layer layer,
        String place,
        @Nullable Integer line,
        @Nullable Integer column) {

    /** How the place of a setting begins that was typed on the command line. */
    static final String OPTION = "option --";

    /**
     * Sources, the strongest first; the host's own are above the environment if they say so.
     */
    enum Layer {
        OPTIONS,
        ENVIRONMENT,
        HOST,
        FILE
    }

    /** The place in one word or two, for reports. */
    String source() {
        return line == null ? place : place + ':' + line;
    }
}
