// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/** Dimensions of a page. Pages are the unit of random access; SIMD engines process the lanes of a page in parallel. */
public final class Page {
    public static final int BYTES = 4096;
    public static final int SHIFT = 12;
    public static final int WORDS = BYTES / Long.BYTES;
    /** Word i of a page is output number i / LANES of lane i % LANES. */
    public static final int LANES = 8;
    /** Size of a line in bytes: one word of each lane. */
    public static final int LINE_BYTES = LANES * Long.BYTES;

    private Page() {}

    /** The increment of a key word for the first lane of a page; each further lane adds {@link Mix64#GAMMA}. */
    public static long gammaOf(long page) {
        return (LANES * page + 1) * Mix64.GAMMA;
    }
}
