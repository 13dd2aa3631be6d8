// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/** The finaliser and the increment of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators). */
public final class Mix64 {
    /** 2^64 divided by the golden ratio, odd. */
    public static final long GAMMA = 0x9E3779B97F4A7C15L;

    public static final long MULTIPLIER_1 = 0xBF58476D1CE4E5B9L;
    public static final long MULTIPLIER_2 = 0x94D049BB133111EBL;

    private Mix64() {}

    /** A bijection of the 64-bit words. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * MULTIPLIER_1;
        z = (z ^ (z >>> 27)) * MULTIPLIER_2;
        return z ^ (z >>> 31);
    }
}
