package io.dgen.analyze.internal.dedup;

/** How many contents occur how often: a class for each number up to 7, then four for each power of two. */
public final class CopiesHistogram {
    private static final int CLASSES = 7 + 4 * 61;

    private final double[] contents = new double[CLASSES];
    private final double[] chunks = new double[CLASSES];

    void add(long copies, double weight) {
        int c = classOf(copies);
        contents[c] += weight;
        chunks[c] += weight * copies;
    }

    static int classOf(long copies) {
        if (copies < 8) {
            return (int) copies - 1;
        }
        int octave = 63 - Long.numberOfLeadingZeros(copies);
        return 7 + 4 * (octave - 3) + (int) (copies >>> octave - 2 & 3);
    }

    public static int classes() {
        return CLASSES;
    }

    /** The smallest number of copies in a class. */
    public static long from(int c) {
        return c < 7 ? c + 1 : (4L + (c - 7) % 4) << (c - 7) / 4 + 1;
    }

    public double contents(int c) {
        return contents[c];
    }

    /** Number of chunks that have a content of the class. */
    public double chunks(int c) {
        return chunks[c];
    }
}
