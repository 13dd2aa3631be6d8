// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

/** The side that the other one waits for. */
enum Bottleneck {
    GENERATOR("the generator is the bottleneck"),
    STORAGE("the storage is the bottleneck"),
    /** Both sides are busy nearly all of the time, or none is. */
    NEITHER("neither waits much longer than the other");

    /** Least difference of the busy times. */
    private static final double CLEAR = 0.1;

    private final String sentence;

    Bottleneck(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** @param generating fraction of the time for which generators are busy, as {@code writing} for writers */
    static Bottleneck of(double generating, double writing) {
        if (Math.abs(generating - writing) < CLEAR) {
            return NEITHER;
        }
        return generating > writing ? GENERATOR : STORAGE;
    }
}
