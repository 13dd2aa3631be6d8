// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

/** The smallest unit that devices write. */
public final class Sector {
    public static final int BYTES = 512;

    private Sector() {}

    /** Bytes from a position to the next multiple of {@link #BYTES}; 0 at a multiple. */
    static int bytesToNext(long offset) {
        return (int) (-offset & BYTES - 1);
    }
}
