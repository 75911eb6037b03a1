package dev.caxton.engine.config;

/**
 * One value that an application server's own configuration gives to one key. A secret may stand in it in the clear, since
 * what stands behind may be a vault.
 *
 * @param key dotted key, such as {@code server.data_dir}
 * @param value its text
 * @param source what the host calls the place it comes from
 * @param aboveEnvironment whether it is stronger than environment variables; otherwise it is weaker, and stronger than the
 *     file
 */
public record HostSetting(String key, String value, String source, boolean aboveEnvironment) {

    /** The setting of a key, which may have been written shorter. */
    Setting setting(String meant) {
        return new Setting(meant, value, false, Setting.Layer.HOST, source, null, null);
    }

    /** Without its value, which may be secret. */
    @Override
    public String toString() {
        return key + " from " + source;
    }
}
