package io.dgen;

import io.dgen.internal.plan.RoundRobin;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Everything that determines the bytes of a stream (docs/format.md, "Recipe"). Immutable.
 *
 * <p>The text form, {@link #toString()} and {@link #parse}, is one line:
 * {@code dgen1:seed=42,stream=0,size=10GiB,block=128KiB,dedup=2.5,compress=1}.
 *
 * @param seed the family of streams; all 64-bit values are legal and are written as unsigned numbers
 * @param streamId the member of the family (a rank, a file, an object); as seed
 * @param sizeBytes length of the stream in bytes, 0 .. 2^63 - 1
 * @param blockSizeBytes the unit of deduplication in bytes: a power of two, 4096 .. 33554432
 * @param dedupRatio logical blocks per distinct block, any finite number from 1 on
 */
public record Recipe(long seed, long streamId, long sizeBytes, long blockSizeBytes, double dedupRatio) {
    /** The format version that the text form starts with. */
    public static final int FORMAT_VERSION = 1;

    /** Smallest block: 4 KiB, a page (docs/format.md, "Page"). */
    public static final long MIN_BLOCK_SIZE_BYTES = 4096;

    /** Largest block: 32 MiB. */
    public static final long MAX_BLOCK_SIZE_BYTES = 32 << 20;

    /** Block size where none is given: 128 KiB, the block of squashfs, of btrfs' compression, and a ZFS record. */
    public static final long DEFAULT_BLOCK_SIZE_BYTES = 128 << 10;

    private static final String PREFIX = "dgen" + FORMAT_VERSION + ":";

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,400}(\\.\\d{1,400})?");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names both
     */
    public Recipe {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("size " + sizeBytes + ": expected 0 to " + Long.MAX_VALUE + " bytes");
        }
        if (blockSizeBytes < MIN_BLOCK_SIZE_BYTES
                || blockSizeBytes > MAX_BLOCK_SIZE_BYTES
                || Long.bitCount(blockSizeBytes) != 1) {
            throw new IllegalArgumentException("block size " + blockSizeBytes + ": expected a power of two from "
                    + MIN_BLOCK_SIZE_BYTES + " (4KiB) to " + MAX_BLOCK_SIZE_BYTES + " (32MiB) bytes");
        }
        if (!(dedupRatio >= 1) || Double.isInfinite(dedupRatio)) {
            throw new IllegalArgumentException("dedup ratio " + dedupRatio + ": expected a finite number, 1 or more");
        }
    }

    /**
     * {@return this recipe with another seed}
     *
     * @param newSeed any 64-bit value
     */
    public Recipe withSeed(long newSeed) {
        return new Recipe(newSeed, streamId, sizeBytes, blockSizeBytes, dedupRatio);
    }

    /**
     * {@return this recipe with another stream id: the next rank's, file's or object's data}
     *
     * @param newStreamId any 64-bit value
     */
    public Recipe withStreamId(long newStreamId) {
        return new Recipe(seed, newStreamId, sizeBytes, blockSizeBytes, dedupRatio);
    }

    /**
     * {@return the number of blocks of the stream, the last one possibly partial: size / block size, rounded up} In
     * docs/format.md, "Content and stream", it is {@code n}.
     */
    public long logicalBlocks() {
        return sizeBytes / blockSizeBytes + (sizeBytes % blockSizeBytes == 0 ? 0 : 1);
    }

    /**
     * {@return the number of distinct blocks: {@code max(1, logicalBlocks / dedupRatio)}, rounded half up in exact
     * decimal arithmetic} In docs/format.md, "Round-robin", it is {@code u}.
     */
    public long contentBlocks() {
        return RoundRobin.contentBlocks(logicalBlocks(), dedupRatio);
    }

    /**
     * {@return the text form in its canonical spelling: all keys, in the order of docs/format.md, "Recipe"}
     * {@code parse(r.toString())} equals r.
     */
    @Override
    public String toString() {
        return PREFIX + "seed=" + Long.toUnsignedString(seed) + ",stream=" + Long.toUnsignedString(streamId) + ",size="
                + ByteSize.format(sizeBytes) + ",block=" + ByteSize.format(blockSizeBytes) + ",dedup="
                + plain(dedupRatio) + ",compress=1";
    }

    private static String plain(double ratio) {
        return BigDecimal.valueOf(ratio).stripTrailingZeros().toPlainString();
    }

    /**
     * Reads the text form (docs/format.md, "Recipe"). {@code seed} and {@code size} are required; {@code stream} (0),
     * {@code block} (128KiB), {@code dedup} (1) and {@code compress} (1, the only ratio of this version) may be left
     * out. Keys may stand in any order.
     *
     * @param text one recipe; white space around it is ignored
     * @return the recipe, defaults filled in
     * @throws IllegalArgumentException if the text is no recipe of this version: unknown version, unknown, repeated or
     *     missing key, value out of range
     */
    public static Recipe parse(String text) {
        String trimmed = Objects.requireNonNull(text, "text").strip();
        if (!trimmed.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "recipe '" + text + "': expected it to start with '" + PREFIX + "', the only version known here");
        }
        Map<String, String> values = keyValues(trimmed.substring(PREFIX.length()), text);
        try {
            long seed = parseWord("seed", required(values, "seed"));
            long streamId = parseWord("stream", optional(values, "stream", "0"));
            long size = ByteSize.parse(required(values, "size"));
            String block = values.remove("block");
            double dedup = parseRatio("dedup", optional(values, "dedup", "1"));
            double compress = parseRatio("compress", optional(values, "compress", "1"));
            if (compress != 1) {
                throw new IllegalArgumentException("compress ratio " + plain(compress) + ": expected 1");
            }
            if (!values.isEmpty()) {
                throw new IllegalArgumentException("unknown key '"
                        + values.keySet().iterator().next() + "': expected seed, stream, size, block, dedup, compress");
            }
            return new Recipe(
                    seed, streamId, size, block == null ? DEFAULT_BLOCK_SIZE_BYTES : ByteSize.parse(block), dedup);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("recipe '" + text + "': " + e.getMessage(), e);
        }
    }

    private static Map<String, String> keyValues(String pairs, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : pairs.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("recipe '" + text + "': expected key=value, found '" + pair + "'");
            }
            String key = pair.substring(0, equals);
            if (values.put(key, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("recipe '" + text + "': key '" + key + "' stands twice");
            }
        }
        return values;
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.remove(key);
        if (value == null) {
            throw new IllegalArgumentException("key '" + key + "' is missing");
        }
        return value;
    }

    private static String optional(Map<String, String> values, String key, String absent) {
        String value = values.remove(key);
        return value == null ? absent : value;
    }

    /**
     * Reads a seed or a stream id: an unsigned decimal number, or hexadecimal after {@code 0x}.
     *
     * @param name what to call the value in an error message
     * @param text digits only, without sign or white space
     * @return the 64 bits; values from 2^63 on are negative as a {@code long}
     * @throws IllegalArgumentException unless it is in 0 .. 2^64 - 1
     */
    public static long parseWord(String name, String text) {
        Objects.requireNonNull(text, "text");
        try {
            if (HEX.matcher(text).matches()) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            if (DIGITS.matcher(text).matches()) {
                return Long.parseUnsignedLong(text);
            }
        } catch (NumberFormatException e) {
            // falls through to the message that names the range
        }
        throw new IllegalArgumentException(name + " '" + text + "': expected 0 to " + Long.toUnsignedString(-1)
                + ", or 0x and up to 16 hex digits");
    }

    /**
     * Reads a ratio in plain decimal notation, as {@code 2.5}.
     *
     * @param name what to call the value in an error message
     * @param text digits with at most one point between them, without sign, exponent or white space
     * @return the nearest {@code double}, finite, 1 or more
     * @throws IllegalArgumentException unless it is a finite number from 1 on
     */
    public static double parseRatio(String name, String text) {
        Objects.requireNonNull(text, "text");
        // Compared before it is rounded to a double: 0.99999999999999999999 is below 1.
        boolean legal = DECIMAL.matcher(text).matches() && new BigDecimal(text).compareTo(BigDecimal.ONE) >= 0;
        double ratio = legal ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(ratio)) {
            throw new IllegalArgumentException(
                    name + " ratio '" + text + "': expected a decimal number, 1 or more, such as 2.5");
        }
        return ratio;
    }
}
