// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.terminal;

import io.dgen.cli.report.Text;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Standard input, output and error, of the process or of a test.
 *
 * @param in standard input, for data
 * @param data standard output, for data
 * @param out standard output, for text
 * @param err standard error, for messages
 * @param outIsTerminal whether data on standard output would be shown on a terminal
 * @param outIsPipe whether standard output has a reader that can close it
 * @param errIsTerminal whether messages on standard error are shown on a terminal
 * @param colours whether the terminals can show colours
 * @param statusLine the line of standard error with the progress
 */
public record Stdio(
        ReadableByteChannel in,
        WritableByteChannel data,
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean outIsPipe,
        boolean errIsTerminal,
        boolean colours,
        StatusLine statusLine) {
    private static final int DEFAULT_COLUMNS = 80;

    /** Streams with terminals, if any, of 80 columns and without colours. */
    public Stdio(
            ReadableByteChannel in,
            WritableByteChannel data,
            PrintStream out,
            PrintStream err,
            boolean outIsTerminal,
            boolean outIsPipe,
            boolean errIsTerminal) {
        this(
                in,
                data,
                out,
                err,
                outIsTerminal,
                outIsPipe,
                errIsTerminal,
                false,
                new StatusLine(err, () -> DEFAULT_COLUMNS));
    }

    /** Returns the streams of the process. Only this method reads {@link System#out} and {@link System#err}. */
    public static Stdio ofProcess() {
        String out = target(1);
        boolean outIsTerminal = isTerminal(1, out);
        boolean isDumb = TerminalColumns.isDumb(Objects.requireNonNullElse(System.getenv("TERM"), ""));
        return new Stdio(
                new FileInputStream(FileDescriptor.in).getChannel(),
                new FileOutputStream(FileDescriptor.out).getChannel(),
                System.out,
                System.err,
                outIsTerminal,
                out.startsWith("pipe:") || out.startsWith("socket:"),
                isTerminal(2, target(2)),
                outIsTerminal && !isDumb,
                new StatusLine(System.err, isDumb ? () -> 0 : TerminalColumns::ofStandardError));
    }

    /** Prints a line on standard error if that is a terminal. */
    public void progress(String text) {
        if (errIsTerminal) {
            message(text);
        }
    }

    /** Prints a line on standard error. */
    public void message(String text) {
        statusLine.println("dgen: " + Text.printable(text));
    }

    /**
     * Returns the file that a descriptor refers to; an empty text without /proc. {@link System#console} is not
     * sufficient: it combines standard input and output, and ignores standard error.
     */
    private static String target(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isTerminal(int descriptor, String target) {
        return target.isEmpty()
                ? TerminalColumns.isTerminal(descriptor)
                : target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    }
}
