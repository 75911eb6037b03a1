package dev.caxton.gate;

import java.util.Optional;

/** What the WAR needs of a server. */
final class Requirements {

    private static final int JAVA = 21;

    private static final String CDI = "jakarta.enterprise.inject.spi.CDI";
    private static final String CDI_4_0 = "jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension";
    private static final String REST = "jakarta.ws.rs.core.Application";
    private static final String REST_3_1 = "jakarta.ws.rs.SeBootstrap";

    private final int java;
    private final ClassLoader classes;

    Requirements(int java, ClassLoader classes) {
        this.java = java;
        this.classes = classes;
    }

    /** Those of this process. */
    static Requirements here() {
        return new Requirements(Runtime.version().feature(), Requirements.class.getClassLoader());
    }

    /** What is missing first, as a sentence; empty if nothing is. */
    Optional<String> unmet() {
        if (java < JAVA) {
            return Optional.of("Caxton needs Java " + JAVA + " or newer, and this server runs on Java " + java
                    + ". Start it with a newer JDK.");
        }
        if (!has(CDI)) {
            return Optional.of("Caxton needs CDI, and this server has none. Use a Jakarta EE 10 server such as WildFly,"
                    + " Open Liberty or Payara, or Caxton's own server.");
        }
        if (!has(CDI_4_0)) {
            return Optional.of(older("CDI 4.0"));
        }
        if (!has(REST)) {
            return Optional.of("Caxton needs Jakarta REST 3.1, and this server has none. Use a Jakarta EE 10 server"
                    + " such as WildFly, Open Liberty or Payara, or Caxton's own server.");
        }
        return has(REST_3_1) ? Optional.empty() : Optional.of(older("Jakarta REST 3.1"));
    }

    private static String older(String needed) {
        return "Caxton needs Jakarta EE 10 (" + needed + "), and this server has an older one. Use a newer server.";
    }

    private boolean has(String name) {
        try {
            Class.forName(name, false, classes);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
