package io.dgen.cli.bench.sink;

/** Whom the others wait for. */
enum Bottleneck {
    GENERATOR("the generator is the bottleneck"),
    STORAGE("the storage is the bottleneck"),
    /** Both are busy nearly all of the time, or neither is. */
    NEITHER("neither waits much longer than the other");

    /** As far must one be busier than the other. */
    private static final double CLEAR = 0.1;

    private final String sentence;

    Bottleneck(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** @param generating share of the time that generators are busy, as {@code writing} of the writers */
    static Bottleneck of(double generating, double writing) {
        if (Math.abs(generating - writing) < CLEAR) {
            return NEITHER;
        }
        return generating > writing ? GENERATOR : STORAGE;
    }
}
