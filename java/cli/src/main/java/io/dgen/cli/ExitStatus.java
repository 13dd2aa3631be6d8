package io.dgen.cli;

/** What the process ends with. */
final class ExitStatus {
    static final int OK = 0;
    static final int DIFFERENT = 1;
    static final int USAGE = 2;
    static final int IO = 3;
    /** A defect of this program; sysexits.h calls it EX_SOFTWARE. Java's own 1 would say that data differs. */
    static final int DEFECT = 70;
    /** As shells report a process that SIGINT ended. */
    static final int INTERRUPTED = 128 + 2;
    /** As shells report a process that SIGPIPE ended. */
    static final int CLOSED_PIPE = 128 + 13;

    private ExitStatus() {}
}
