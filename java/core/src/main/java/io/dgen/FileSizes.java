// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.Decimals;
import io.dgen.internal.text.Quote;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The sizes of the files of a {@link Dataset}, or of the records of a {@link RecordSource} (docs/format.md, "Size classes").
 * Immutable values.
 *
 * <p>Their text, {@link #toString()} and {@link #parse}, is the value of the key {@code size} of a dataset:
 *
 * <ul>
 *   <li>{@code 64MiB}: {@link Fixed};
 *   <li>{@code uniform(4KiB..1MiB)}: {@link Uniform};
 *   <li>{@code lognormal(1MiB,1.5)[4KiB..1GiB]}: {@link LogNormal};
 *   <li>{@code 4KiB@0.7+1MiB@0.3}: {@link Buckets};
 *   <li>{@code list(4KiB,12345,1MiB)}: {@link Listed}.
 * </ul>
 *
 * <p>Numbers are exact decimals: a {@code double} denotes the decimal of {@link Double#toString(double)}.
 */
public sealed interface FileSizes {
    /** {@return the text form in its canonical spelling} {@link #parse} reads it back. */
    @Override
    String toString();

    /**
     * Reads the text form.
     *
     * @param text without white space, except before the unit of a size
     * @return the sizes
     * @throws IllegalArgumentException if the text is not a distribution of sizes, or a value is out of its range; the
     *     message names both
     */
    static FileSizes parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.startsWith(Uniform.NAME)) {
            return Uniform.parseUniform(text);
        }
        if (text.startsWith(LogNormal.NAME)) {
            return LogNormal.parseLogNormal(text);
        }
        if (text.startsWith(Listed.NAME)) {
            return Listed.parseListed(text);
        }
        return text.indexOf('@') >= 0 || text.indexOf('+') >= 0
                ? Buckets.parseBuckets(text)
                : new Fixed(ByteSize.parse(text));
    }

    private static void check(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("size " + bytes + ": expected 0 to " + Long.MAX_VALUE + " bytes");
        }
    }

    private static void checkLimits(long least, long most) {
        check(least);
        if (most < least) {
            throw new IllegalArgumentException(
                    "sizes from " + least + " to " + most + " bytes: expected limits in ascending order");
        }
    }

    private static Matcher match(Pattern pattern, String text, String example) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("sizes " + Quote.of(text) + ": expected " + example);
        }
        return matcher;
    }

    private static String limits(long least, long most) {
        return ByteSize.format(least) + ".." + ByteSize.format(most);
    }

    /**
     * All files have one size.
     *
     * @param bytes the size, 0 .. 2^63 - 1
     */
    record Fixed(long bytes) implements FileSizes {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if the size is negative
         */
        public Fixed {
            check(bytes);
        }

        @Override
        public String toString() {
            return ByteSize.format(bytes);
        }
    }

    /**
     * All sizes of an interval are equally frequent.
     *
     * @param least smallest size in bytes, at least 0
     * @param most largest size in bytes, at least the smallest one
     */
    record Uniform(long least, long most) implements FileSizes {
        private static final String NAME = "uniform";

        private static final Pattern SYNTAX = Pattern.compile(NAME + "\\(([^()]*?)\\.\\.([^()]*)\\)");

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a limit is out of its range; the message names both
         */
        public Uniform {
            checkLimits(least, most);
        }

        private static Uniform parseUniform(String text) {
            Matcher matcher = match(SYNTAX, text, "limits, such as uniform(4KiB..1MiB)");
            return new Uniform(ByteSize.parse(matcher.group(1)), ByteSize.parse(matcher.group(2)));
        }

        @Override
        public String toString() {
            return NAME + "(" + limits(least, most) + ")";
        }
    }

    /**
     * The logarithms of the sizes are normally distributed, as those of the files of most file systems are. Sizes outside of
     * the limits are set to the limit, so that the median stays the median.
     *
     * @param medianBytes median in bytes, 1 .. 2^63 - 1
     * @param sigma standard deviation of the natural logarithm, above 0, at most 10
     * @param least smallest size in bytes, at least 0
     * @param most largest size in bytes, at least the smallest one
     */
    record LogNormal(long medianBytes, double sigma, long least, long most) implements FileSizes {
        /** Largest standard deviation. */
        public static final double MAX_SIGMA = 10;

        private static final String NAME = "lognormal";

        private static final String SIGMA = "a decimal number above 0, at most " + Decimals.plain(MAX_SIGMA);

        private static final Pattern SYNTAX =
                Pattern.compile(NAME + "\\(([^(),]*),([^(),]*)\\)(?:\\[([^\\[\\]]*?)\\.\\.([^\\[\\]]*)\\])?");

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         */
        public LogNormal {
            if (medianBytes < 1) {
                throw new IllegalArgumentException(
                        "median " + medianBytes + ": expected 1 to " + Long.MAX_VALUE + " bytes");
            }
            if (!(sigma > 0 && sigma <= MAX_SIGMA)) {
                throw new IllegalArgumentException("sigma " + Decimals.shown(sigma) + ": expected " + SIGMA);
            }
            checkLimits(least, most);
        }

        private static LogNormal parseLogNormal(String text) {
            Matcher matcher = match(
                    SYNTAX, text, "median and sigma, and limits if wanted, such as lognormal(1MiB,1.5)[4KiB..1GiB]");
            boolean hasLimits = matcher.group(3) != null;
            return new LogNormal(
                    ByteSize.parse(matcher.group(1)),
                    Decimals.parse("sigma", matcher.group(2), SIGMA).doubleValue(),
                    hasLimits ? ByteSize.parse(matcher.group(3)) : 0,
                    hasLimits ? ByteSize.parse(matcher.group(4)) : Long.MAX_VALUE);
        }

        @Override
        public String toString() {
            boolean hasLimits = least > 0 || most < Long.MAX_VALUE;
            return NAME + "(" + ByteSize.format(medianBytes) + "," + Decimals.plain(sigma) + ")"
                    + (hasLimits ? "[" + limits(least, most) + "]" : "");
        }
    }

    /**
     * A size and the share of the files that have it.
     *
     * @param bytes the size, 0 .. 2^63 - 1
     * @param weight share of the files, above 0, at most 1
     */
    record Bucket(long bytes, double weight) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         */
        public Bucket {
            check(bytes);
            if (!(weight > 0 && weight <= 1)) {
                throw new IllegalArgumentException("weight " + Decimals.shown(weight) + " of size "
                        + ByteSize.format(bytes) + ": expected " + Buckets.WEIGHTS);
            }
        }

        private String text() {
            return ByteSize.format(bytes) + "@" + Decimals.plain(weight);
        }
    }

    /**
     * Some sizes, each with the share of the files that have it.
     *
     * @param buckets 2 .. 64 different sizes; the weights have a sum of 1, to within 0.000001, and are scaled to that sum.
     *     Their order does not matter: they are sorted by size.
     */
    record Buckets(List<Bucket> buckets) implements FileSizes {
        /** Largest number of sizes. */
        public static final int MAX_BUCKETS = 64;

        private static final String WEIGHTS = "a decimal number above 0, at most 1";

        /**
         * Checks the buckets.
         *
         * @throws IllegalArgumentException if there are too few or too many, two have the same size, or the sum of the
         *     weights is not 1
         */
        public Buckets {
            buckets = Objects.requireNonNull(buckets, "buckets").stream()
                    .sorted(Comparator.comparingLong(Bucket::bytes))
                    .toList();
            if (buckets.size() < 2 || buckets.size() > MAX_BUCKETS) {
                throw new IllegalArgumentException("sizes " + Quote.of(text(buckets)) + ": expected 2 to " + MAX_BUCKETS
                        + " different sizes with weights, found " + buckets.size());
            }
            for (int i = 1; i < buckets.size(); i++) {
                if (buckets.get(i).bytes() == buckets.get(i - 1).bytes()) {
                    throw new IllegalArgumentException("sizes " + Quote.of(text(buckets)) + ": "
                            + ByteSize.format(buckets.get(i).bytes()) + " is a duplicate, expected different sizes");
                }
            }
            Decimals.checkSumIsOne(sum(buckets), "sizes " + Quote.of(text(buckets)));
        }

        private static Buckets parseBuckets(String text) {
            List<Bucket> buckets = new ArrayList<>();
            for (String item : text.split("\\+", -1)) {
                int at = item.indexOf('@');
                if (at < 0) {
                    throw new IllegalArgumentException("sizes " + Quote.of(text)
                            + ": expected sizes at weights, such as 4KiB@0.7+1MiB@0.3; found " + Quote.of(item));
                }
                String size = item.substring(0, at);
                BigDecimal weight = Decimals.parse("weight of size " + Quote.of(size), item.substring(at + 1), WEIGHTS);
                buckets.add(new Bucket(ByteSize.parse(size), weight.doubleValue()));
            }
            return new Buckets(buckets);
        }

        private static BigDecimal sum(List<Bucket> buckets) {
            return buckets.stream().map(b -> BigDecimal.valueOf(b.weight())).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static String text(List<Bucket> buckets) {
            return buckets.stream().map(Bucket::text).collect(Collectors.joining("+"));
        }

        @Override
        public String toString() {
            return text(buckets);
        }
    }

    /**
     * A list of sizes that repeats: file i has the size number i modulo the length of the list.
     *
     * @param bytes 1 .. 256 sizes of 0 .. 2^63 - 1 bytes
     */
    record Listed(List<Long> bytes) implements FileSizes {
        /** Largest number of sizes. */
        public static final int MAX_SIZES = 256;

        private static final String NAME = "list";

        private static final Pattern SYNTAX = Pattern.compile(NAME + "\\(([^()]*)\\)");

        /**
         * Checks the sizes.
         *
         * @throws IllegalArgumentException if there are none or too many, or one is negative
         */
        public Listed {
            bytes = List.copyOf(Objects.requireNonNull(bytes, "bytes"));
            if (bytes.isEmpty() || bytes.size() > MAX_SIZES) {
                throw new IllegalArgumentException("list of " + bytes.size() + " sizes: expected 1 to " + MAX_SIZES);
            }
            bytes.forEach(FileSizes::check);
        }

        private static Listed parseListed(String text) {
            Matcher matcher = match(SYNTAX, text, "a list, such as list(4KiB,12345,1MiB)");
            return new Listed(Arrays.stream(matcher.group(1).split(",", -1))
                    .map(ByteSize::parse)
                    .toList());
        }

        @Override
        public String toString() {
            return bytes.stream().map(ByteSize::format).collect(Collectors.joining(",", NAME + "(", ")"));
        }
    }
}
