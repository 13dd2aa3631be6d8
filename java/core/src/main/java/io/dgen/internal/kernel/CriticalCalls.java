// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

/**
 * The size limit of native calls on heap arrays. Such a call pins the array, and the JVM cannot reach a safepoint until
 * the call returns.
 */
public final class CriticalCalls {
    /** Largest number of bytes of one call. At 5 GB/s, such a call delays a safepoint by about 50 microseconds. */
    public static final long MAX_BYTES = 256 << 10;

    private CriticalCalls() {}
}
