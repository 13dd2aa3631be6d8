// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.Decimals;
import io.dgen.internal.text.Quote;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which blocks of a stream repeat, and how often (docs/format.md, "Content and stream"). Immutable values.
 *
 * <p>Their text, {@link #toString()} and {@link #parse}, is the part of a recipe that describes them:
 *
 * <ul>
 *   <li>{@code 2.5}: {@link RoundRobin}, the default plan;
 *   <li>{@code 2.5,window=256MiB}: {@link Windowed}, with duplicates near each other;
 *   <li>{@code copies(1@0.8+2@0.1+10@0.1)}: {@link Copies}, a histogram, scattered;
 *   <li>{@code 2.5,hot=5%@50%}: {@link HotSet}, scattered, with some blocks far more frequent than others.
 * </ul>
 *
 * <p>Numbers are exact decimals: a {@code double} denotes the decimal of {@link Double#toString(double)}.
 */
public sealed interface Dedup {
    /** No block repeats. */
    Dedup NONE = new RoundRobin(1);

    /** {@return the requested number of logical blocks per distinct block, on average; at least 1} */
    double ratio();

    /** {@return the text form in its canonical spelling} {@link #parse} reads it back. */
    @Override
    String toString();

    /**
     * {@return the default plan, {@link RoundRobin}, of a ratio}
     *
     * @param ratio logical blocks per distinct block, a finite number of at least 1
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
     * @throws IllegalArgumentException if the text is not a plan, or a value is out of its range; the message names
     *     both
     */
    static Dedup parse(String text) {
        String[] parts = Objects.requireNonNull(text, "text").split(",", -1);
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String key = parts[i].substring(0, Math.max(0, equals));
            if (!Recipe.DEDUP_KEYS.contains(key) || options.put(key, parts[i].substring(equals + 1)) != null) {
                throw new IllegalArgumentException("dedup " + Quote.of(text) + ": expected " + Windowed.SYNTAX + " or "
                        + HotSet.SYNTAX + " after the ratio, each once; found " + Quote.of(parts[i]));
            }
        }
        if (parts[0].startsWith(Copies.NAME)) {
            if (!options.isEmpty()) {
                throw new IllegalArgumentException("dedup " + Quote.of(parts[0]) + " with "
                        + options.keySet().iterator().next()
                        + ": expected one or the other, a histogram has no window and no hot set");
            }
            return Copies.parse(parts[0]);
        }
        double ratio = Decimals.parseRatio("dedup", parts[0]);
        if (options.size() > 1) {
            String given = options.entrySet().stream().map(Object::toString).collect(Collectors.joining(" with "));
            throw new IllegalArgumentException("dedup " + Quote.of(given) + ": expected one or the other, not both");
        }
        for (Map.Entry<String, String> option : options.entrySet()) {
            return parse(ratio, option.getKey(), option.getValue());
        }
        return new RoundRobin(ratio);
    }

    /** @param key one of {@link Recipe#DEDUP_KEYS} */
    private static Dedup parse(double ratio, String key, String value) {
        return switch (key) {
            case Windowed.KEY -> Windowed.parse(ratio, value);
            case HotSet.KEY -> HotSet.parse(ratio, value);
            default -> throw new IllegalStateException("no plan reads the key '" + key + "'");
        };
    }

    private static void checkRatio(double ratio) {
        if (!(ratio >= 1) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException("dedup ratio " + ratio + ": expected a finite number, 1 or more");
        }
    }

    /**
     * The distinct blocks in order, repeated until the stream ends. The distance between equal blocks is as large as
     * possible.
     *
     * @param ratio logical blocks per distinct block, a finite number of at least 1
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
     * Round-robin within each window of the stream: every window has the ratio, and no two windows share a block. Suits
     * streams of any length, and deduplicators that find duplicates only within a limited distance.
     *
     * @param ratio logical blocks per distinct block, a finite number of at least 1 and at most the blocks of a window
     * @param windowBytes length of a window in bytes, at least 4096: a multiple of the block size, which the
     *     {@linkplain Recipe recipe} checks. The last window ends with the stream.
     */
    record Windowed(double ratio, long windowBytes) implements Dedup {
        static final String KEY = "window";
        static final String SYNTAX = KEY + "=SIZE";

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

        static Windowed parse(double ratio, String window) {
            long bytes;
            try {
                bytes = ByteSize.parse(window);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(KEY + ": " + e.getMessage(), e);
            }
            return new Windowed(ratio, bytes);
        }

        /** @throws IllegalArgumentException unless a window consists of whole blocks, at least as many as the ratio */
        void checkBlocks(long blockSizeBytes) {
            if (windowBytes % blockSizeBytes != 0) {
                throw new IllegalArgumentException("window " + windowBytes + ": expected a multiple of the block size, "
                        + blockSizeBytes + " (" + ByteSize.format(blockSizeBytes) + ") bytes, at least one block");
            }
            long blocks = windowBytes / blockSizeBytes;
            if (BigDecimal.valueOf(ratio).compareTo(BigDecimal.valueOf(blocks)) > 0) {
                throw new IllegalArgumentException("dedup ratio " + Decimals.plain(ratio) + ": expected 1 to " + blocks
                        + ", the blocks of a window of " + windowBytes + " bytes");
            }
        }

        @Override
        public String toString() {
            return Decimals.plain(ratio) + "," + KEY + "=" + ByteSize.format(windowBytes);
        }
    }

    /**
     * The share of the distinct blocks that have one number of copies.
     *
     * @param copies occurrences of each of these blocks in the stream: 1 .. {@value Copies#MAX_COPIES}
     * @param share share of all distinct blocks, above 0, at most 1
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

        private String text() {
            return copies + "@" + Decimals.plain(share);
        }
    }

    /**
     * A histogram of the numbers of copies. A permutation that depends on the seed and the stream id scatters the
     * copies over the stream.
     *
     * @param bins 1 .. 64, of different copies; the shares have a sum of 1, to within 0.000001, and are scaled to that
     *     sum. Their order does not matter: they are sorted by copies.
     */
    record Copies(List<HistogramBin> bins) implements Dedup {
        /** Largest number of copies of one block: the number of blocks of the largest stream. */
        public static final long MAX_COPIES = 1L << 51;

        /** Largest number of bins. */
        public static final int MAX_BINS = 64;

        static final String NAME = "copies";

        private static final int MAX_DIGITS = 19;

        private static final String SHARES = "a decimal number above 0, at most 1";

        private static final Pattern BIN = Pattern.compile("([0-9]+)@(.*)", Pattern.DOTALL);

        /**
         * Checks the bins.
         *
         * @throws IllegalArgumentException if there are none or too many, two have the same copies, or the sum of the
         *     shares is not 1
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
                    throw new IllegalArgumentException("dedup " + Quote.of(text(bins)) + ": "
                            + bins.get(i).copies() + " is a duplicate, expected different numbers of copies");
                }
            }
            Decimals.checkSumIsOne(sumOfShares(bins), "dedup " + Quote.of(text(bins)));
        }

        static Copies parse(String text) {
            String start = NAME + "(";
            boolean isList = text.startsWith(start) && text.endsWith(")");
            List<HistogramBin> bins = new ArrayList<>();
            for (String bin : (isList ? text.substring(start.length(), text.length() - 1) : "").split("\\+", -1)) {
                Matcher matcher = BIN.matcher(bin);
                if (!matcher.matches()) {
                    throw new IllegalArgumentException("dedup " + Quote.of(text)
                            + ": expected numbers of copies at shares of the contents, such as"
                            + " copies(1@0.8+2@0.1+10@0.1); found " + Quote.of(bin));
                }
                Decimals.checkDigits("copies", matcher.group(1), "1 to " + MAX_COPIES, MAX_DIGITS);
                BigDecimal copies = new BigDecimal(matcher.group(1)).min(BigDecimal.valueOf(Long.MAX_VALUE));
                String holders = copies.equals(BigDecimal.ONE) ? "1 copy" : copies + " copies";
                BigDecimal share = Decimals.parse("share of the contents with " + holders, matcher.group(2), SHARES);
                bins.add(new HistogramBin(copies.longValue(), share.doubleValue()));
            }
            return new Copies(bins);
        }

        /** The copies of each bin. */
        long[] counts() {
            return bins.stream().mapToLong(HistogramBin::copies).toArray();
        }

        /** The share of each bin. */
        double[] shares() {
            return bins.stream().mapToDouble(HistogramBin::share).toArray();
        }

        private static BigDecimal sumOfShares(List<HistogramBin> bins) {
            return bins.stream().map(b -> BigDecimal.valueOf(b.share())).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static String text(List<HistogramBin> bins) {
            return bins.stream().map(HistogramBin::text).collect(Collectors.joining("+", NAME + "(", ")"));
        }

        /** {@return the mean number of copies} */
        @Override
        public double ratio() {
            return bins.stream()
                    .map(b -> BigDecimal.valueOf(b.share()).multiply(BigDecimal.valueOf(b.copies())))
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
     * Some distinct blocks, the hot ones, occur more often than the others. A permutation that depends on the seed and
     * the stream id scatters all blocks over the stream. Every distinct block must occur at least once, which requires
     * {@code writeShare * ratio >= contentShare} and {@code (1 - writeShare) * ratio >= 1 - contentShare}.
     *
     * @param ratio logical blocks per distinct block, a finite number of at least 1
     * @param contentShare share of the distinct blocks that are hot, above 0 and below 1
     * @param writeShare share of the stream that consists of hot blocks, above 0 and below 1
     */
    record HotSet(double ratio, double contentShare, double writeShare) implements Dedup {
        static final String KEY = "hot";
        static final String SYNTAX = KEY + "=P%@P%";

        private static final Pattern SHARES = Pattern.compile("([0-9.]+)%@([0-9.]+)%");

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
                throw new IllegalArgumentException("dedup ratio " + Decimals.plain(ratio) + " with " + KEY + "="
                        + shares(contentShare, writeShare) + ": expected " + Decimals.plain(least)
                        + " or more, so that every distinct block is written");
            }
        }

        static HotSet parse(double ratio, String text) {
            Matcher matcher = SHARES.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(KEY + " " + Quote.of(text)
                        + ": expected a share of the contents at a share of the writes, such as 5%@50%");
            }
            return new HotSet(ratio, share("contents", matcher.group(1)), share("writes", matcher.group(2)));
        }

        private static double share(String of, String percent) {
            return Decimals.parse("hot share of the " + of, percent, "a percentage, such as 5")
                    .movePointLeft(2)
                    .doubleValue();
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

        private static String shares(double contents, double writes) {
            return Decimals.percent(contents) + "@" + Decimals.percent(writes);
        }

        @Override
        public String toString() {
            return Decimals.plain(ratio) + "," + KEY + "=" + shares(contentShare, writeShare);
        }
    }
}
