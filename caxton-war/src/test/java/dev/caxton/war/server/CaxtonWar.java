package dev.caxton.war.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The packaged WAR, as it is and with additions.
 *
 * <p>A test in WildFly is a class with {@code @ExtendWith(ArquillianExtension.class)} and a static method with
 * {@code @Deployment(testable = false)} that returns {@link #archive()}, to which it may add classes and descriptors:
 *
 * <pre>{@code
 * @Deployment(testable = false)
 * static WebArchive war() {
 *     return CaxtonWar.archive().addAsWebInfResource("my-web.xml", "web.xml");
 * }
 * }</pre>
 *
 * <p>Its {@code @ArquillianResource URL} field is then the address of Caxton, ending in {@code /caxton/}. The data are in
 * {@link #wildflyData()} and stay from one class to the next.
 */
public final class CaxtonWar {

    private CaxtonWar() {}

    /** The file, as {@code package} made it. */
    public static Path file() {
        try (DirectoryStream<Path> wars = Files.newDirectoryStream(Path.of("target"), "caxton-war-*.war")) {
            return wars.iterator().next().toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The WAR for Arquillian, under the name that puts it at {@code /caxton}. */
    public static WebArchive archive() {
        return ShrinkWrap.create(ZipImporter.class, "caxton.war")
                .importFrom(file().toFile())
                .as(WebArchive.class);
    }

    /** Whether a WAR at {@code /caxton} of a port serves. */
    static boolean answers(int port) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port + "/caxton/api/v1/ready"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the build has unpacked WildFly. */
    public static Path wildfly() {
        Path target = Path.of("target").toAbsolutePath();
        try (DirectoryStream<Path> servers = Files.newDirectoryStream(target, "wildfly-[0-9]*")) {
            for (Path server : servers) {
                if (Files.isDirectory(server)) {
                    return server;
                }
            }
            return target.resolve("wildfly");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where Caxton in that WildFly keeps its data; the agents are beside it. */
    public static Path wildflyData() {
        return wildfly().resolve("standalone/data/caxton/data");
    }
}
