// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

/**
 * Selects evenly spread pieces, deterministically: the first one, and each n-th one at which n times the share exceeds
 * the next whole number.
 */
final class Sampler {
    private final double share;
    private long pieces;

    Sampler(double share) {
        this.share = share;
    }

    boolean takesNext() {
        long n = pieces++;
        return n == 0 || Math.floor((n + 1) * share) > Math.floor(n * share);
    }
}
