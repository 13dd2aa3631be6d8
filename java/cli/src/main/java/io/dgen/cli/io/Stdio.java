package io.dgen.cli.io;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard input, output and error: the process' or a test's.
 *
 * @param in data
 * @param data standard output, for data
 * @param out standard output, for text
 * @param err messages
 * @param outIsTerminal whether data on standard output would end up in a terminal
 * @param outIsPipe whether standard output has a reader that can go away
 * @param errIsTerminal whether a progress bar has somebody to look at it
 */
public record Stdio(
        ReadableByteChannel in,
        WritableByteChannel data,
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean outIsPipe,
        boolean errIsTerminal) {

    public static Stdio ofProcess() {
        String out = target(1);
        return new Stdio(
                new FileInputStream(FileDescriptor.in).getChannel(),
                new FileOutputStream(FileDescriptor.out).getChannel(),
                System.out,
                System.err,
                isTerminal(out),
                out.startsWith("pipe:") || out.startsWith("socket:"),
                isTerminal(target(2)));
    }

    public void message(String text) {
        err.println("dgen: " + text);
    }

    /** {@link System#console} speaks for standard input and output together, and knows nothing of standard error. */
    private static String target(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isTerminal(String target) {
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    }
}
