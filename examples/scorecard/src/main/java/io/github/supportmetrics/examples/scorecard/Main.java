package io.github.supportmetrics.examples.scorecard;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The command. */
public final class Main {
    private Main() {}

    /**
     * Runs {@link Scorecard} and exits with its status.
     *
     * @param arguments the options
     */
    public static void main(String[] arguments) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status = Scorecard.run(List.of(arguments), out, err);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /** UTF-8 whatever the platform's default is. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
