package dev.caxton.war.ops;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Files that are served as they lie beside this class. */
final class PageFile {

    private PageFile() {}

    static byte[] read(String name) throws IOException {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        }
    }
}
