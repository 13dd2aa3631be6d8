// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.exit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exit statuses of the process. None of them is 1, the status of the JVM and of shells for failures of their own, so
 * that a program that did not start cannot be mistaken for a result.
 */
public final class ExitStatus {
    public static final int OK = 0;
    public static final int USAGE = 2;
    /** Input or output failed, possibly only in a part of it, or a limit of memory, threads or descriptors was reached. */
    public static final int IO = 3;
    /** Data differs. Only a comparison that is finished, or that ends early as requested, has this status. */
    public static final int DIFFERENT = 4;
    /** An internal error of this program: EX_SOFTWARE in sysexits.h. */
    public static final int DEFECT = 70;
    /** The status that shells report for a process ended by SIGINT. */
    public static final int INTERRUPTED = 128 + 2;
    /** The status that shells report for a process ended by SIGPIPE. */
    public static final int CLOSED_PIPE = 128 + 13;

    private ExitStatus() {}

    /** {@return the meaning of each status, for the help} */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("0", "success; verify has compared all bytes, and they are correct");
        meanings.put("2", "the command line is wrong; nothing was done");
        meanings.put("3", "reading or writing failed, or a resource limit was reached");
        meanings.put("4", "verify has compared all bytes, and data differs; with --fail-fast, up to a wrong byte");
        meanings.put("70", "a defect of dgen; selftest has found a difference");
        meanings.put("130, 143", "ended by SIGINT, SIGTERM");
        meanings.put("141", "the reader of standard output has closed it");
        return meanings;
    }
}
