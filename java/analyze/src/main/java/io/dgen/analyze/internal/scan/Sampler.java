package io.dgen.analyze.internal.scan;

/**
 * Selects pieces, evenly spread and deterministically: the first, and then the n-th where n times the share passes a whole
 * number.
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
