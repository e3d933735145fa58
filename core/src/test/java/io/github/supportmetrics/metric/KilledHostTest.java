package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A host that is killed a hundred times, each time at another point, comes to the bytes of one that never was. */
class KilledHostTest {
    private static final int KILLS = 100;

    private static String at(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static int run(Path checkpoint, int life) throws IOException, InterruptedException {
        String classPath = String.join(
                File.pathSeparator,
                at(Metric.class),
                Path.of("target", "test-classes").toString(),
                at(Logger.class));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        KilledHost.class.getName(),
                        checkpoint.toString(),
                        Integer.toString(life))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void nothingIsLostAndNothingCountsTwice(@TempDir Path folder) throws Exception {
        Path checkpoint = folder.resolve("checkpoint");
        Random random = new Random(100);
        int most = 2 * KilledHost.DELIVERIES / KILLS;
        for (int kill = 0; kill < KILLS; kill++) {
            assertThat(run(checkpoint, 1 + random.nextInt(most)))
                    .as("kill %d", kill)
                    .isEqualTo(KilledHost.KILLED);
        }
        assertThat(run(checkpoint, Integer.MAX_VALUE)).isZero();

        byte[] bytes = Files.readAllBytes(checkpoint);
        assertThat(Arrays.copyOfRange(bytes, 4, bytes.length)).isEqualTo(KilledHost.expected());
    }
}
