package io.github.supportmetrics.examples.jshell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jdk.jshell.tool.JavaShellToolBuilder;

/** Starts JShell with the library on its class path, the imports done and a sample loaded. */
public final class Main {
    private Main() {}

    /**
     * Starts the shell.
     *
     * @param arguments more options for JShell, or script files to run
     * @throws Exception if JShell fails
     */
    public static void main(String[] arguments) throws Exception {
        System.exit(start(JavaShellToolBuilder.builder(), List.of(arguments)));
    }

    static int start(JavaShellToolBuilder builder, List<String> arguments) throws Exception {
        Path startup = startup();
        try {
            List<String> options = new ArrayList<>(
                    List.of("--class-path", classPath(), "--startup", "DEFAULT", "--startup", startup.toString()));
            options.addAll(arguments);
            return builder.start(options.toArray(new String[0]));
        } finally {
            Files.deleteIfExists(startup);
        }
    }

    private static Path startup() throws IOException {
        try (InputStream script = Objects.requireNonNull(Main.class.getResourceAsStream("startup.jsh"))) {
            Path file = Files.createTempFile("supportmetrics", ".jsh");
            Files.write(file, script.readAllBytes());
            return file;
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
