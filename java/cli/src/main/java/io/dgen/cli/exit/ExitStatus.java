package io.dgen.cli.exit;

/** What the process ends with. */
public final class ExitStatus {
    public static final int OK = 0;
    public static final int DIFFERENT = 1;
    public static final int USAGE = 2;
    public static final int IO = 3;
    /** A defect of this program; sysexits.h calls it EX_SOFTWARE. Java's own 1 would say that data differs. */
    public static final int DEFECT = 70;
    /** As shells report a process that SIGINT ended. */
    public static final int INTERRUPTED = 128 + 2;
    /** As shells report a process that SIGPIPE ended. */
    public static final int CLOSED_PIPE = 128 + 13;

    private ExitStatus() {}
}
