package dev.caxton.api.spi;

/**
 * How a call names an artifact of an earlier call of the same answer: {@code artifact:<call id>/<index>}. Given as the
 * value of an argument whose schema has a {@code contentMediaType}, it stands for the artifact's value.
 */
public final class ArtifactReference {

    private static final String PREFIX = "artifact:";

    private ArtifactReference() {}

    /** Refers to an artifact of a call, counted from 0. */
    public static String of(String callId, int index) {
        return of(callId) + index;
    }

    /** With what every reference to an artifact of a call begins. */
    public static String of(String callId) {
        return PREFIX + callId + "/";
    }

    /** Whether a text has the form of a reference. */
    public static boolean isReference(String text) {
        return text.startsWith(PREFIX) && text.length() <= 200 && text.indexOf('/') > 0;
    }
}
