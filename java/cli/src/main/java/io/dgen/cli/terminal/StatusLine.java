// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.terminal;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/** The last line of a terminal, which changes while a task runs. Other lines are printed above it. Thread-safe. */
final class StatusLine {
    /** A narrower terminal has no room for a progress bar. */
    static final int MIN_COLUMNS = 50;

    private static final int MAX_LENGTH = 79;

    private final PrintStream out;
    private final IntSupplier columns;
    private String shown = "";

    /** @param columns width of the terminal, which may change; 0 if lines of it cannot be changed */
    StatusLine(PrintStream out, IntSupplier columns) {
        this.out = out;
        this.columns = columns;
    }

    boolean canShow() {
        return columns.getAsInt() >= MIN_COLUMNS;
    }

    /** {@return number of characters that fit on a line} With all columns in use, some terminals begin a new line. */
    int maxLength() {
        return Math.clamp(columns.getAsInt() - 1, 1, MAX_LENGTH);
    }

    synchronized void show(String text) {
        String line = text.stripTrailing();
        out.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
        out.flush();
        shown = line;
    }

    /** Prints a line, above the changing one if there is one. */
    synchronized void println(String line) {
        if (shown.isEmpty()) {
            out.println(line);
            return;
        }
        out.print("\r" + " ".repeat(shown.length()) + "\r");
        out.println(line);
        out.print(shown);
        out.flush();
    }

    /** Leaves the line as it is; the next output begins a new line. */
    synchronized void end() {
        if (!shown.isEmpty()) {
            out.println();
            shown = "";
        }
    }
}
