package dev.caxton.embedded.cli;

import java.time.Duration;

/** How figures are written for people; written by hand, because {@code String.format} costs a cold start 20 ms. */
public final class Figures {

    private Figures() {}

    /** A time span by its two largest units, such as {@code 2h15m}. */
    public static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m" + seconds % 60 + "s";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + "h" + seconds / 60 % 60 + "m";
        }
        return seconds / 86_400 + "d" + seconds / 3600 % 24 + "h";
    }

    /** A size such as {@code 1.2MB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + "B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return decimal(value) + units[unit];
    }

    /** A number with separators between thousands, such as {@code 1,247}. */
    public static String count(long count) {
        StringBuilder text = new StringBuilder(Long.toString(count));
        for (int at = text.length() - 3; at > (count < 0 ? 1 : 0); at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** Milliseconds, with one decimal below ten. */
    public static String millis(double millis) {
        return (millis < 10 ? decimal(millis) : Long.toString(Math.round(millis))) + "ms";
    }

    /** A part between 0 and 1 as whole percent. */
    public static String percent(double part) {
        return Math.round(part * 100) + "%";
    }

    /** One decimal. */
    public static String decimal(double value) {
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + Math.abs(tenths % 10);
    }
}
