package dev.caxton.engine.memory;

/** The text that stands for an entity as such. */
final class EntityText {

    private EntityText() {}

    /** Name and type, the type's words apart, so that {@code software_project} means what it says. */
    static String of(String name, String entityType) {
        return name + " " + entityType.replace('_', ' ');
    }
}
