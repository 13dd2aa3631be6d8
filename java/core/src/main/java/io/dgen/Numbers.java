// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.format.NumberLayout;
import io.dgen.internal.text.Decimals;
import io.dgen.internal.text.EnumNames;
import io.dgen.internal.text.KeyValues;
import io.dgen.internal.text.Quote;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The numbers that a stream consists of, in rows of one dimension (docs/format.md, "Numbers of a stream"). Immutable.
 *
 * @param type type of the numbers
 * @param distribution how the numbers are distributed
 * @param dimension numbers of a row, 1 .. 1048576
 * @param isNormalised whether each row is divided by its Euclidean length, so that this is 1
 * @param neighbours of which table the rows are neighbours
 */
public record Numbers(
        NumberType type, Distribution distribution, int dimension, boolean isNormalised, Neighbours neighbours) {
    /** Largest dimension of a row: 1048576. */
    public static final int MAX_DIMENSION = 1 << 20;

    /** A stream of bytes. */
    public static final Numbers NONE = Numbers.of(NumberType.BYTES, new Distribution.Uniform(0, 256));

    /** The key of the type in the text of a recipe. */
    static final String KEY = "type";

    private static final String DISTRIBUTION_KEY = "dist";

    /** The keys in the text of a recipe that need a type. */
    static final List<String> OTHER_KEYS =
            List.of(DISTRIBUTION_KEY, "low", "high", "mean", "sd", "dim", "norm", Neighbours.KEY);

    /** The largest distance of a normal number from the mean, in standard deviations. */
    private static final int LARGEST_DEVIATION = 9;

    /**
     * Checks that the values fit together.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names both
     * @throws NullPointerException if a component is null
     */
    public Numbers {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(distribution, "distribution");
        Objects.requireNonNull(neighbours, "neighbours");
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException("dim " + dimension + ": expected 1 to " + MAX_DIMENSION);
        }
        if (type == NumberType.BYTES) {
            checkBytes(distribution, dimension, isNormalised, neighbours);
        } else if (type.isFloat()) {
            checkFloats(type, distribution, isNormalised);
        } else {
            checkIntegers(type, distribution);
            require(!isNormalised, "norm=l2 with type " + EnumNames.of(type) + ": expected fp32, fp64, bf16 or fp16");
            require(
                    neighbours.rows() == 0,
                    Neighbours.KEY + " with type " + EnumNames.of(type) + ": expected fp32, fp64, bf16 or fp16");
        }
        if (neighbours.rows() > 0) {
            checkNeighbours(type, distribution, dimension, isNormalised, neighbours);
        }
    }

    /**
     * {@return single numbers}
     *
     * @param type type of the numbers
     * @param distribution how the numbers are distributed
     * @throws IllegalArgumentException if the type does not have the numbers of the distribution
     */
    public static Numbers of(NumberType type, Distribution distribution) {
        return new Numbers(type, distribution, 1, false, Neighbours.NONE);
    }

    private static void require(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }

    private static void checkBytes(
            Distribution distribution, int dimension, boolean isNormalised, Neighbours neighbours) {
        // Not by equals: the generated one of a record keeps the class loader alive in caches of the JVM.
        boolean isPlain = distribution instanceof Distribution.Uniform uniform
                && uniform.low() == 0
                && uniform.high() == 256
                && dimension == 1
                && !isNormalised;
        require(isPlain && neighbours.rows() == 0, "numbers without a type: expected Numbers.NONE");
    }

    private static void checkFloats(NumberType type, Distribution distribution, boolean isNormalised) {
        double least;
        double largest;
        switch (distribution) {
            case Distribution.Uniform(double low, double high) -> {
                checkRange("low", low, type, type.min(), type.max());
                checkRange("high", high, type, type.min(), type.max());
                double first = NumberLayout.rounded(type.ordinal(), low);
                double end = NumberLayout.rounded(type.ordinal(), high);
                require(
                        first < end,
                        "low " + Decimals.plain(low) + " and high " + Decimals.plain(high) + ": as "
                                + EnumNames.of(type) + ", both are " + first + "; expected low below high");
                boolean isFinite = type == NumberType.FP64
                        ? Double.isFinite(end - first)
                        : Float.isFinite((float) end - (float) first);
                require(
                        isFinite,
                        "low " + Decimals.plain(low) + " and high " + Decimals.plain(high)
                                + ": expected a difference that type " + EnumNames.of(type) + " has");
                largest = Math.max(Math.abs(low), Math.abs(high));
                least = largest;
            }
            case Distribution.Normal(double mean, double sd) -> {
                largest = Math.abs(mean) + LARGEST_DEVIATION * sd;
                require(
                        largest <= type.max(),
                        "mean " + Decimals.plain(mean) + " and sd " + Decimals.plain(sd)
                                + ": expected a mean and 9 standard deviations of at most " + type.max()
                                + " together, the range of "
                                + EnumNames.of(type));
                require(
                        type == NumberType.FP64 || (float) sd > 0,
                        "sd " + Decimals.plain(sd) + ": expected at least " + Float.MIN_VALUE + " with type "
                                + EnumNames.of(type));
                least = sd;
            }
        }
        require(
                !isNormalised || (least >= 0x1p-20 && largest <= 0x1p40),
                "norm=l2 with " + distribution
                        + ": expected numbers of 2^-20 to 2^40, so that sums of squares are finite and not 0");
    }

    private static void checkIntegers(NumberType type, Distribution distribution) {
        switch (distribution) {
            case Distribution.Uniform(double low, double high) -> {
                checkRange("low", low, type, type.min(), type.max());
                checkRange("high", high, type, type.min(), type.max() + 1);
                require(
                        low == Math.rint(low),
                        "low " + Decimals.plain(low) + ": expected a whole number for type " + EnumNames.of(type));
                require(
                        high == Math.rint(high),
                        "high " + Decimals.plain(high) + ": expected a whole number for type " + EnumNames.of(type));
            }
            case Distribution.Normal(double mean, double sd) -> {
                checkRange("mean", mean, type, type.min(), type.max());
                require(
                        sd <= type.max() && (float) sd > 0,
                        "sd " + Decimals.plain(sd) + ": expected above 0, at most " + Decimals.plain(type.max())
                                + " for type " + EnumNames.of(type));
            }
        }
    }

    private static void checkRange(String name, double value, NumberType type, double least, double most) {
        require(
                value >= least && value <= most,
                name + " " + Decimals.plain(value) + ": expected " + shown(least) + " to " + shown(most) + " for type "
                        + EnumNames.of(type));
    }

    private static String shown(double value) {
        return Math.abs(value) < 1e12 ? Decimals.plain(value) : Double.toString(value);
    }

    private static void checkNeighbours(
            NumberType type, Distribution distribution, int dimension, boolean isNormalised, Neighbours neighbours) {
        require(
                neighbours.rows() <= Long.MAX_VALUE / dimension / type.bytes(),
                Neighbours.KEY + " of "
                        + neighbours.rows() + " rows: expected at most " + Long.MAX_VALUE / dimension / type.bytes()
                        + " rows of " + dimension * type.bytes() + " bytes");
        boolean isCentred = distribution instanceof Distribution.Normal(double mean, double sd) && mean == 0 && sd > 0;
        require(
                !isNormalised || isCentred,
                Neighbours.KEY + " with norm=l2 and " + distribution
                        + ": expected dist=normal,mean=0, with which the directions of the rows are uniform");
    }

    /** {@return whether the stream has numbers, and not bytes} */
    public boolean isPresent() {
        return type != NumberType.BYTES;
    }

    /** {@return the size of a row in bytes} */
    public int rowBytes() {
        return dimension * type.bytes();
    }

    /** {@return the numbers that these are neighbours of; the same if they are not neighbours} */
    public Numbers table() {
        return new Numbers(type, distribution, dimension, isNormalised, Neighbours.NONE);
    }

    /**
     * {@return these numbers in rows of another dimension}
     *
     * @param newDimension numbers of a row, 1 .. 1048576
     * @throws IllegalArgumentException if it is out of its range
     */
    public Numbers withDimension(int newDimension) {
        return new Numbers(type, distribution, newDimension, isNormalised, neighbours);
    }

    /** Reads the keys that {@link #text} writes and removes them from the list. */
    static Numbers read(KeyValues recipe) {
        if (!recipe.has(KEY)) {
            for (String key : OTHER_KEYS) {
                require(!recipe.has(key), key + " without " + KEY + ": expected both, such as type=fp32");
            }
            return NONE;
        }
        NumberType type = parseType(recipe.take(KEY));
        boolean isNormal = recipe.has("mean") || recipe.has("sd");
        Distribution distribution = parseDistribution(recipe);
        for (String key : List.of("low", "high", "mean", "sd")) {
            require(
                    !recipe.has(key),
                    key + " with dist=" + (isNormal ? "uniform" : "normal") + ": expected "
                            + (isNormal ? "low and high" : "mean and sd"));
        }
        String norm = recipe.take("norm", "");
        require(norm.isEmpty() || norm.equals("l2"), "norm " + Quote.of(norm) + ": expected l2");
        Neighbours neighbours =
                recipe.has(Neighbours.KEY) ? Neighbours.parse(recipe.take(Neighbours.KEY)) : Neighbours.NONE;
        return new Numbers(type, distribution, parseDimension(recipe.take("dim", "1")), !norm.isEmpty(), neighbours);
    }

    /**
     * Reads the name of a type.
     *
     * @param text the name in lower case, such as {@code fp32}
     * @return the type, never {@link NumberType#BYTES}
     * @throws IllegalArgumentException if it is not a type of numbers
     */
    public static NumberType parseType(String text) {
        Objects.requireNonNull(text, "text");
        for (NumberType type : NumberType.values()) {
            if (type != NumberType.BYTES && EnumNames.of(type).equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                KEY + " " + Quote.of(text) + ": expected fp32, fp64, bf16, fp16, int8, int32");
    }

    private static int parseDimension(String text) {
        require(text.matches("[0-9]{1,9}"), "dim " + Quote.of(text) + ": expected 1 to " + MAX_DIMENSION);
        return Integer.parseInt(text);
    }

    /**
     * Reads the keys of a recipe that define numbers.
     *
     * @param text such as {@code type=fp32,dist=normal,dim=768,norm=l2}, in any order; only {@code type} is required
     * @return the numbers
     * @throws IllegalArgumentException if the text has another form, or the values do not fit together
     */
    public static Numbers parse(String text) {
        List<String> keys = Stream.concat(Stream.of(KEY), OTHER_KEYS.stream()).toList();
        KeyValues values = new KeyValues(Objects.requireNonNull(text, "text"), keys);
        require(values.has(KEY), "numbers " + Quote.of(text) + ": expected a type, such as type=fp32");
        return read(values);
    }

    private static Distribution parseDistribution(KeyValues recipe) {
        String name = recipe.take(DISTRIBUTION_KEY, "uniform");
        return switch (name) {
            case "uniform" -> new Distribution.Uniform(real("low", recipe, "0"), real("high", recipe, "1"));
            case "normal" -> new Distribution.Normal(real("mean", recipe, "0"), real("sd", recipe, "1"));
            default ->
                throw new IllegalArgumentException(
                        DISTRIBUTION_KEY + " " + Quote.of(name) + ": expected uniform, normal");
        };
    }

    private static double real(String key, KeyValues recipe, String absent) {
        return parseReal(key, recipe.take(key, absent));
    }

    /**
     * Reads a parameter of a distribution in plain decimal notation, such as {@code -2.5}.
     *
     * @param name name of the value in an error message
     * @param text digits with at most one point between them, after a minus sign if it is negative
     * @return the nearest {@code double}
     * @throws IllegalArgumentException if it is not such a number, or too large for a finite one
     */
    public static double parseReal(String name, String text) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
        double value = Decimals.parseSigned(name, text, "a decimal number, such as -2.5")
                .doubleValue();
        require(Double.isFinite(value), name + " " + Quote.of(text) + ": expected at most " + Double.MAX_VALUE);
        return value;
    }

    /** The keys of a recipe and their values, after a comma; empty for {@link #NONE}. */
    String text() {
        return isPresent() ? "," + this : "";
    }

    /** {@return the keys of a recipe that define these numbers, which {@link #parse} reads; empty for {@link #NONE}} */
    @Override
    public String toString() {
        if (!isPresent()) {
            return "";
        }
        return KEY + "=" + EnumNames.of(type) + "," + DISTRIBUTION_KEY + "=" + distribution
                + (dimension == 1 ? "" : ",dim=" + dimension)
                + (isNormalised ? ",norm=l2" : "")
                + (neighbours.rows() == 0 ? "" : "," + Neighbours.KEY + "=" + neighbours);
    }

    /** @throws IllegalArgumentException if a recipe with these other values cannot have these numbers */
    void checkRecipe(long sizeBytes, long blockBytes, Dedup dedup, Compression compression, Generation generation) {
        if (!isPresent()) {
            return;
        }
        require(
                compression.mixture().isPlainRatio()
                        && compression.mixture().ratio() == 1
                        && compression.reach().entries().isEmpty(),
                "compress " + compression.mixture() + " with type " + EnumNames.of(type)
                        + ": expected compress=1, because the entropy of numbers is that of their distribution");
        long rest = sizeBytes % rowBytes();
        require(
                rest == 0,
                "size " + sizeBytes + ": expected a multiple of " + rowBytes() + " bytes, a row of " + dimension + " "
                        + EnumNames.of(type) + ", such as " + (sizeBytes - rest));
        boolean isMoved = !(dedup instanceof Dedup.RoundRobin) || dedup.ratio() != 1 || generation.change() != 0;
        require(
                !isNormalised || !isMoved || blockBytes % rowBytes() == 0,
                "norm=l2 with rows of " + rowBytes()
                        + " bytes and duplicate or changed blocks: expected rows that divide the block of "
                        + ByteSize.format(blockBytes));
        if (neighbours.rows() > 0) {
            require(!isMoved, Neighbours.KEY + " with dedup or generations: expected dedup=1 and no change");
            require(
                    sizeBytes / rowBytes() <= neighbours.rows(),
                    Neighbours.KEY + " of " + neighbours.rows() + " rows: expected at least " + sizeBytes / rowBytes()
                            + ", the rows of the stream");
        }
    }

    /**
     * The numbers in the files of a dataset, which are made of blocks of the stream and parts of blocks.
     *
     * @throws IllegalArgumentException if rows depend on each other's bytes and are not parts of blocks
     */
    Numbers inBlocks(long blockBytes) {
        require(neighbours.rows() == 0, Neighbours.KEY + " in a dataset: expected a single stream of queries");
        require(
                !isNormalised || blockBytes % rowBytes() == 0,
                "norm=l2 with rows of " + rowBytes() + " bytes in a dataset: expected rows that divide the block of "
                        + ByteSize.format(blockBytes));
        return isNormalised ? this : withDimension(1);
    }

    NumberLayout layout(Recipe recipe) {
        boolean isUniform = distribution instanceof Distribution.Uniform;
        double first;
        double second;
        switch (distribution) {
            case Distribution.Uniform(double low, double high) -> {
                first = low;
                second = high;
            }
            case Distribution.Normal(double mean, double sd) -> {
                first = mean;
                second = sd;
            }
        }
        return NumberLayout.of(
                type.ordinal(),
                isUniform,
                first,
                second,
                dimension,
                isNormalised,
                neighbours.noise(),
                recipe.seed(),
                recipe.streamId());
    }
}
