package io.github.supportmetrics.examples.scorecard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The data and figures that stand beside the project; without them tests are skipped, but not in CI. */
final class Shared {
    private Shared() {}

    static Path file(String name) {
        for (Path at = project(); at != null; at = at.getParent()) {
            Path shared = at.resolve("shared");
            if (Files.isDirectory(shared.resolve("oracle"))) {
                return shared.resolve(name);
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("../shared must be there in CI");
        }
        assumeTrue(false, "../shared is not there: figures of independent tools are not checked");
        throw new AssertionError();
    }

    private static Path project() {
        return Path.of("").toAbsolutePath();
    }

    /** A file of this module. */
    static Path module(String name) {
        Path here = project().resolve(name);
        return Files.exists(here)
                ? here
                : project().resolve("examples/scorecard").resolve(name);
    }
}
