package dev.caxton.war;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what a library of this application has told the JVM, which would keep the application in memory. */
@WebListener
public class LibraryCleanup implements ServletContextListener {

    private static final Logger LOG = LoggerFactory.getLogger(LibraryCleanup.class);

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        ClassLoader ours = LibraryCleanup.class.getClassLoader();
        DriverManager.drivers()
                .filter(driver -> Objects.equals(driver.getClass().getClassLoader(), ours))
                .forEach(LibraryCleanup::deregister);
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            // The rest must be undeployed all the same.
            LOG.warn("driver stays registered driver={}", driver.getClass().getName(), e);
        }
    }
}
