package io.dgen;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which blocks of a stream repeat, and how often (docs/format.md, "Content and stream"). Immutable values.
 *
 * <p>Their text, {@link #toString()} and {@link #parse}, is what stands in a recipe:
 *
 * <ul>
 *   <li>{@code 2.5}: {@link RoundRobin}, the default plan;
 *   <li>{@code 2.5,window=256MiB}: {@link Windowed}, whose duplicates are never far apart;
 *   <li>{@code copies(1@0.8+2@0.1+10@0.1)}: {@link Copies}, a histogram, scattered;
 *   <li>{@code 2.5,hot=5%@50%}: {@link HotSet}, scattered, some blocks written far more often than others.
 * </ul>
 *
 * <p>Numbers are exact decimals: a {@code double} stands for the shortest decimal that denotes it.
 */
public sealed interface Dedup {
    /** Nothing repeats. */
    Dedup NONE = new RoundRobin(1);

    /** {@return logical blocks per distinct block, on average, as asked for; 1 or more} */
    double ratio();

    /** {@return the text form in its canonical spelling} {@link #parse} reads it back. */
    @Override
    String toString();

    /**
     * {@return the plain plan of a ratio: {@link RoundRobin}}
     *
     * @param ratio logical blocks per distinct block, a finite number, 1 or more
     * @throws IllegalArgumentException if it is out of range
     */
    static Dedup of(double ratio) {
        return new RoundRobin(ratio);
    }

    /**
     * Reads the text form: a ratio, optionally with {@code ,window=}<i>size</i> or {@code ,hot=}<i>contents</i>{@code
     * %@}<i>writes</i>{@code %}; or {@code copies(}<i>count</i>{@code @}<i>share</i>{@code +}..{@code )}.
     *
     * @param text without white space
     * @return the plan
     * @throws IllegalArgumentException if the text is no plan, or a value is out of its range; the message names both
     */
    static Dedup parse(String text) {
        return DedupText.parse(Objects.requireNonNull(text, "text"));
    }

    private static void checkRatio(double ratio) {
        if (!(ratio >= 1) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException("dedup ratio " + ratio + ": expected a finite number, 1 or more");
        }
    }

    /**
     * All distinct blocks in order, again and again, until the stream ends. Equal blocks lie as far apart as they can.
     *
     * @param ratio logical blocks per distinct block, any finite number from 1 on
     */
    record RoundRobin(double ratio) implements Dedup {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if the ratio is out of its range
         */
        public RoundRobin {
            checkRatio(ratio);
        }

        @Override
        public String toString() {
            return Decimals.plain(ratio);
        }
    }

    /**
     * Round-robin within each window of the stream: the ratio holds in every window, and no two windows share a block.
     * For streams of any length, and for deduplicators that look back only so far.
     *
     * @param ratio logical blocks per distinct block, any finite number from 1 on; at most the blocks of a window
     * @param windowBytes length of a window in bytes, from 4096 on: a multiple of the block size, which the
     *     {@linkplain Recipe recipe} checks. The last window ends with the stream.
     */
    record Windowed(double ratio, long windowBytes) implements Dedup {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         */
        public Windowed {
            checkRatio(ratio);
            if (windowBytes < Recipe.MIN_BLOCK_SIZE_BYTES || windowBytes % Recipe.MIN_BLOCK_SIZE_BYTES != 0) {
                throw new IllegalArgumentException(
                        "window " + windowBytes + ": expected a multiple of the block size, at least one block");
            }
        }

        @Override
        public String toString() {
            return Decimals.plain(ratio) + ",window=" + ByteSize.format(windowBytes);
        }
    }

    /**
     * A share of the distinct blocks.
     *
     * @param copies how often each of them stands in the stream: 1 .. {@value Copies#MAX_COPIES}
     * @param share of all distinct blocks, above 0, at most 1
     */
    record HistogramBin(long copies, double share) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         */
        public HistogramBin {
            if (copies < 1 || copies > Copies.MAX_COPIES) {
                throw new IllegalArgumentException("copies " + copies + ": expected 1 to " + Copies.MAX_COPIES);
            }
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "share " + Decimals.shown(share) + " of the contents: expected a number above 0, at most 1");
            }
        }
    }

    /**
     * A histogram: this share of the distinct blocks stands that often in the stream. Their places are scattered by a
     * permutation that depends on seed and stream id.
     *
     * @param bins at most 64, of different copies; the shares sum up to 1, to within 0.000001, and are scaled to that
     *     sum. Their order does not matter: they are sorted by copies.
     */
    record Copies(List<HistogramBin> bins) implements Dedup {
        /** Most copies of one block: as many as the largest stream has blocks. */
        public static final long MAX_COPIES = 1L << 51;

        /** Most bins. */
        public static final int MAX_BINS = 64;

        /**
         * Checks the bins.
         *
         * @throws IllegalArgumentException if there are none or too many, copies stand twice, or the shares do not sum
         *     up to 1
         */
        public Copies {
            bins = Objects.requireNonNull(bins, "bins").stream()
                    .sorted(Comparator.comparingLong(HistogramBin::copies))
                    .toList();
            if (bins.isEmpty() || bins.size() > MAX_BINS) {
                throw new IllegalArgumentException("copies with " + bins.size() + " shares: expected 1 to " + MAX_BINS);
            }
            for (int i = 1; i < bins.size(); i++) {
                if (bins.get(i).copies() == bins.get(i - 1).copies()) {
                    throw new IllegalArgumentException(text(bins) + ": "
                            + bins.get(i).copies() + " stands twice, expected different numbers of copies");
                }
            }
            Decimals.checkSumIsOne(sumOfShares(bins), text(bins));
        }

        private static BigDecimal sumOfShares(List<HistogramBin> bins) {
            return bins.stream().map(s -> BigDecimal.valueOf(s.share())).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static String text(List<HistogramBin> bins) {
            return bins.stream()
                    .map(s -> s.copies() + "@" + Decimals.plain(s.share()))
                    .collect(Collectors.joining("+", "copies(", ")"));
        }

        /** {@return the mean number of copies} */
        @Override
        public double ratio() {
            return bins.stream()
                    .map(s -> BigDecimal.valueOf(s.share()).multiply(BigDecimal.valueOf(s.copies())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(sumOfShares(bins), MathContext.DECIMAL64)
                    .doubleValue();
        }

        @Override
        public String toString() {
            return text(bins);
        }
    }

    /**
     * A share of the distinct blocks is hot: it gets more than its share of the stream. All places are scattered by a
     * permutation that depends on seed and stream id. So that every distinct block stands in the stream at least once,
     * {@code writeShare * ratio >= contentShare} and {@code (1 - writeShare) * ratio >= 1 - contentShare}.
     *
     * @param ratio logical blocks per distinct block, any finite number from 1 on
     * @param contentShare this share of the distinct blocks is hot, above 0 and below 1
     * @param writeShare this share of the stream shows them, above 0 and below 1
     */
    record HotSet(double ratio, double contentShare, double writeShare) implements Dedup {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         */
        public HotSet {
            checkRatio(ratio);
            checkShare("contents", contentShare);
            checkShare("writes", writeShare);
            BigDecimal hot = BigDecimal.valueOf(contentShare);
            BigDecimal writes = BigDecimal.valueOf(writeShare);
            BigDecimal cold = BigDecimal.ONE.subtract(hot);
            BigDecimal coldWrites = BigDecimal.ONE.subtract(writes);
            BigDecimal asked = BigDecimal.valueOf(ratio);
            if (asked.multiply(writes).compareTo(hot) < 0
                    || asked.multiply(coldWrites).compareTo(cold) < 0) {
                BigDecimal least = quotientUp(hot, writes).max(quotientUp(cold, coldWrites));
                throw new IllegalArgumentException("dedup ratio " + Decimals.plain(ratio) + " with hot="
                        + Decimals.percent(contentShare) + "@" + Decimals.percent(writeShare) + ": expected "
                        + Decimals.plain(least) + " or more, so that every distinct block is written");
            }
        }

        private static void checkShare(String of, double share) {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException(
                        "hot share " + Decimals.shown(share) + " of the " + of + ": expected above 0% and below 100%");
            }
        }

        private static BigDecimal quotientUp(BigDecimal a, BigDecimal b) {
            return a.divide(b, 3, RoundingMode.CEILING);
        }

        @Override
        public String toString() {
            return Decimals.plain(ratio) + ",hot=" + Decimals.percent(contentShare) + "@"
                    + Decimals.percent(writeShare);
        }
    }
}
