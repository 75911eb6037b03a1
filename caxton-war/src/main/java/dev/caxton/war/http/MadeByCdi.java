package dev.caxton.war.http;

/**
 * The constructor without parameters that RESTEasy wants to see in a class that CDI makes through another one (RESTEASY003190);
 * Jakarta REST 3.1 allows it to.
 */
public final class MadeByCdi {

    private MadeByCdi() {}

    /** What such a constructor throws: whoever calls it makes an object that lacks everything. */
    public static IllegalStateException only() {
        return new IllegalStateException("this class is made by CDI, which the server has not asked");
    }
}
