package io.dgen.internal.kernel;

/** Limit of the calls on heap arrays, which pin the array: no safepoint can be reached until such a call returns. */
public final class CriticalCalls {
    /** Most bytes of one call. At 5 GB/s or more it delays a safepoint by about 50 microseconds. */
    public static final long MAX_BYTES = 256 << 10;

    private CriticalCalls() {}
}
