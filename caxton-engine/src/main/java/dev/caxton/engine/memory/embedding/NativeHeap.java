package dev.caxton.engine.memory.embedding;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Memory outside the Java heap. */
final class NativeHeap {

    private static final Logger LOG = LoggerFactory.getLogger(NativeHeap.class);

    private NativeHeap() {}

    /**
     * Gives the operating system back what the C library keeps of memory that was freed: after a model was opened some tens of
     * megabytes. The JVM can do that on Linux; elsewhere nothing happens.
     *
     * @return whether the JVM knows how to
     */
    static boolean trim() {
        try {
            Object said = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
            LOG.debug("native heap trimmed: {}", said);
            return true;
        } catch (JMException | RuntimeException e) {
            LOG.debug("native heap stays as it is: {}", e.toString());
            return false;
        }
    }
}
