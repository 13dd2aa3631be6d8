// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.exit;

/** The exit statuses of the process. */
public final class ExitStatus {
    public static final int OK = 0;
    public static final int DIFFERENT = 1;
    public static final int USAGE = 2;
    /** Input or output failed, or a limit of memory, threads or file descriptors was reached. */
    public static final int IO = 3;
    /**
     * An internal error of this program: EX_SOFTWARE in sysexits.h. Java's status for an uncaught exception, 1, is not
     * used, because it means here that data differs.
     */
    public static final int DEFECT = 70;
    /** The status that shells report for a process ended by SIGINT. */
    public static final int INTERRUPTED = 128 + 2;
    /** The status that shells report for a process ended by SIGPIPE. */
    public static final int CLOSED_PIPE = 128 + 13;

    private ExitStatus() {}
}
