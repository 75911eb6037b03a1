package dev.caxton.gate;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;

/** Takes back what a library of this application has told the JVM, which would keep the application in memory. */
@WebListener
public class LibraryCleanup implements ServletContextListener {

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
            System.getLogger("dev.caxton")
                    .log(
                            System.Logger.Level.WARNING,
                            "driver stays registered: " + driver.getClass().getName(),
                            e);
        }
    }
}
