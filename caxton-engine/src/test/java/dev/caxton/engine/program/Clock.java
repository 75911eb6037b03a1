package dev.caxton.engine.program;

/** A bean without any annotation: one only where all classes are. */
public class Clock {

    /** What time it is. */
    public String time() {
        return "noon";
    }
}
