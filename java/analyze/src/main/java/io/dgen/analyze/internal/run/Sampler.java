package io.dgen.analyze.internal.run;

/** Chooses pieces, evenly spread and always the same: the n-th is taken where n times the share passes a whole number. */
final class Sampler {
    private final double share;
    private long pieces;

    Sampler(double share) {
        this.share = share;
    }

    boolean takesNext() {
        long n = pieces++;
        // The first is taken, whatever the share.
        return n == 0 || Math.floor((n + 1) * share) > Math.floor(n * share);
    }
}
