package io.github.supportmetrics.examples.scorecard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where a file's bytes come from.
 *
 * @param name its name as given
 * @param bytes opens it
 */
record Source(String name, Opener bytes) {
    /** Opens a stream. */
    interface Opener {
        InputStream open() throws IOException;
    }

    static Source of(Path path) {
        return new Source(path.toString(), () -> Files.newInputStream(path));
    }

    InputStream open() {
        try {
            return bytes.open();
        } catch (NoSuchFileException e) {
            throw new UsageException("file " + name + " does not exist");
        } catch (IOException e) {
            throw new UsageException("file " + name + " cannot be read: " + e.getMessage());
        }
    }
}
