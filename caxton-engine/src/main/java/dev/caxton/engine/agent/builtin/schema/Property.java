package dev.caxton.engine.agent.builtin.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One argument in an input schema. Immutable.
 *
 * <p>Beside JSON Schema's own keywords it may carry {@code x-words}, the phrases of a request by which the embedded
 * provider recognises a value, and the formats {@code column}, {@code file-name}, {@code statement}, {@code subject} and
 * {@code topic}, which say what to look for in a request.
 */
public final class Property {

    private final Map<String, Object> keywords;

    private Property(Map<String, Object> keywords) {
        this.keywords = keywords;
    }

    /** A string. */
    public static Property string(String description) {
        return of("string", description);
    }

    /** A whole number. */
    public static Property integer(String description) {
        return of("integer", description);
    }

    /** A truth value. */
    public static Property bool(String description) {
        return of("boolean", description);
    }

    /** An array of one type of items. */
    public static Property array(String description, Property items) {
        return of("array", description).with("items", items.keywords());
    }

    /** An object with exactly these members, each of which must be given. */
    public static Property object(String description, Map<String, Property> members) {
        Map<String, Object> properties = new LinkedHashMap<>();
        members.forEach((name, member) -> properties.put(name, member.keywords()));
        return of("object", description)
                .with("properties", properties)
                .with("required", List.copyOf(members.keySet()))
                .with("additionalProperties", false);
    }

    /** Any JSON value. */
    public static Property any(String description) {
        Map<String, Object> keywords = new LinkedHashMap<>();
        keywords.put("description", description);
        return new Property(keywords);
    }

    /** A number, as the items of an array. */
    public static Property number() {
        return of("number", "a number");
    }

    private static Property of(String type, String description) {
        Map<String, Object> keywords = new LinkedHashMap<>();
        keywords.put("type", type);
        keywords.put("description", description);
        return new Property(keywords);
    }

    /** With a format. */
    public Property format(String format) {
        return with("format", format);
    }

    /** Taking an artifact of this media type. */
    public Property media(String mediaType) {
        return with("contentMediaType", mediaType);
    }

    /** One of these values only. */
    public Property values(String... values) {
        return with("enum", List.of(values));
    }

    /** Recognised in a request by one of these phrases before or beside it. */
    public Property words(String... phrases) {
        return with("x-words", List.of(phrases));
    }

    /** With phrases of a request by value. */
    public Property words(Map<String, List<String>> phrases) {
        return with("x-words", new LinkedHashMap<>(phrases));
    }

    /** The value makes sense only with these other arguments. */
    public Property needs(Map<String, List<String>> arguments) {
        return with("x-needs", new LinkedHashMap<>(arguments));
    }

    /** These values are meant only where a request asks for no other. */
    public Property general(String... values) {
        return with("x-general", List.of(values));
    }

    /** Read from a request only where one of its words stands before it. */
    public Property introduced() {
        return with("x-column-place", "introduced");
    }

    /** Column of this type only, for the format {@code column}. */
    public Property columnType(String type) {
        return with("x-column-type", type);
    }

    /** A number from least to most. */
    public Property range(long least, long most) {
        return with("minimum", least).with("maximum", most);
    }

    /** A text of at least 1 and at most that many characters. */
    public Property length(int most) {
        return with("minLength", 1).with("maxLength", most);
    }

    /** At most that many items. */
    public Property items(int most) {
        return with("maxItems", most);
    }

    /** The value where none is given. */
    public Property fallback(Object value) {
        return with("default", value);
    }

    private Property with(String keyword, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(keywords);
        more.put(keyword, value);
        return new Property(more);
    }

    Map<String, Object> keywords() {
        return keywords;
    }
}
