package io.github.supportmetrics.examples.scorecard;

import java.io.Console;
import java.io.PrintStream;

/** A line on the error stream that counts rows while a long file is read, if somebody is there to see it. */
final class Progress {
    private static final int EVERY = 100_000;

    private final PrintStream err;
    private final boolean shown;
    private long rows;

    Progress(PrintStream err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** Up to Java 21 there is a console only at a terminal; from 22 on it must be asked. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    void row() {
        if (++rows % EVERY == 0 && shown) {
            err.print("\r" + rows + " rows");
            err.flush();
        }
    }

    void end() {
        if (shown && rows >= EVERY) {
            err.println("\r" + rows + " rows read");
        }
    }
}
