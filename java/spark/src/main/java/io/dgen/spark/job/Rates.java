// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import java.io.Serializable;

/**
 * Sums from which the rates of files follow, as TestDFSIO has them.
 *
 * @param count number of files, or parts of them, that took time
 * @param bytes of all of them
 * @param nanos of all of them
 * @param sum of their rates, in bytes per second
 * @param squares sum of the squares of the rates
 */
record Rates(long count, long bytes, long nanos, double sum, double squares) implements Serializable {
    static final Rates NONE = new Rates(0, 0, 0, 0, 0);

    private static final double NANOS_PER_SECOND = 1e9;

    Rates plus(long moreBytes, long moreNanos) {
        double rate = rate(moreBytes, moreNanos);
        return plus(new Rates(1, moreBytes, moreNanos, rate, rate * rate));
    }

    Rates plus(Rates more) {
        return new Rates(
                count + more.count, bytes + more.bytes, nanos + more.nanos, sum + more.sum, squares + more.squares);
    }

    /** {@return bytes per second of all files together, as if one after the other had been processed} */
    double throughput() {
        return rate(bytes, nanos);
    }

    double mean() {
        return count == 0 ? 0 : sum / count;
    }

    double deviation() {
        return count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean() * mean()));
    }

    double seconds() {
        return nanos / NANOS_PER_SECOND;
    }

    private static double rate(long bytes, long nanos) {
        return bytes * NANOS_PER_SECOND / Math.max(1, nanos);
    }
}
