// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Endpoint;

/** The number of threads that write or read at the same time. */
public final class Transfers {
    public static final int MAX = 1024;

    /** Direct I/O needs a queue of several requests to be as fast as the device, and hardly any CPU time. */
    private static final int MIN_DIRECT = 4;

    private static final int MAX_DIRECT = 64;

    /** Requests to a server mostly wait for it. */
    static final int USUAL_REMOTE = 16;

    private Transfers() {}

    static int usual(int cpus, boolean isSequential, boolean isDirect, boolean isRemote) {
        if (isRemote) {
            return USUAL_REMOTE;
        }
        if (isSequential) {
            return 1;
        }
        return isDirect ? Math.clamp(2L * cpus, MIN_DIRECT, MAX_DIRECT) : Math.min(cpus, MAX);
    }

    /** @param what {@code writers} or {@code readers} */
    static void check(String what, int count, boolean isSequential, Endpoint endpoint) throws Failure {
        Failure.unless(
                !isSequential || count == 1,
                what + " " + count + ": expected 1 for " + endpoint.name() + ", because it has no positions");
        Failure.unless(count <= MAX, what + " " + count + ": expected 1 to " + MAX);
    }
}
