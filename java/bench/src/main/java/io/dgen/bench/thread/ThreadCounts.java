// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.thread;

import java.util.ArrayList;
import java.util.List;

/** Numbers of threads for a series of measurements. */
public final class ThreadCounts {
    private ThreadCounts() {}

    /** {@return the powers of two below a maximum, and the maximum} */
    public static List<Integer> upTo(int max) {
        List<Integer> counts = new ArrayList<>();
        for (int count = 1; count < max; count *= 2) {
            counts.add(count);
        }
        counts.add(max);
        return counts;
    }
}
