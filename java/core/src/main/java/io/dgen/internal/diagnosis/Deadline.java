// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

/** A point in time, or none. */
final class Deadline {
    private final long start = System.nanoTime();
    private final long nanos;

    /** @param nanos from now on; {@link Long#MAX_VALUE} for none */
    Deadline(long nanos) {
        this.nanos = nanos;
    }

    boolean isOver() {
        return nanos != Long.MAX_VALUE && System.nanoTime() - start > nanos;
    }
}
