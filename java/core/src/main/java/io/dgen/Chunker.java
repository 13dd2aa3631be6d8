// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.prediction.Chunking;
import io.dgen.internal.prediction.HashChunking;
import io.dgen.internal.prediction.MatchChunking;
import io.dgen.internal.text.Quote;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * How a deduplicator cuts a stream into chunks by content, for {@link PredictedRatios#contentDefined(Chunker)}.
 * Immutable. The parameters are those of the programs: BorgBackup 1.2, restic 0.14, casync 2, bup 0.33 and zbackup 1.4
 * (docs/command-line.md, "Predictions").
 */
public final class Chunker {
    /** Smallest average of a chunker with a free average: 256 bytes. */
    public static final long MIN_AVERAGE_BYTES = 256;

    /** Largest average of a chunker with a free average: 1 GiB. */
    public static final long MAX_AVERAGE_BYTES = 1 << 30;

    /** BorgBackup with its default parameters: buzhash, 512 KiB to 8 MiB, a mask of 21 bits. */
    public static final Chunker BORG = borg(19, 23, 21, 4095);

    /** restic: Rabin fingerprints, 512 KiB to 8 MiB, a mask of 20 bits. */
    public static final Chunker RESTIC = new Chunker("restic", 1 << 20, hash(512 << 10, 8 << 20, 0x1p-20, 64, false));

    /** casync with its default average of 64 KiB. */
    public static final Chunker CASYNC = casync(64 << 10);

    /** bup: rollsum, at most 32 KiB, a mask of 13 bits, no smallest chunk. */
    public static final Chunker BUP = new Chunker("bup", 8 << 10, hash(1, 32 << 10, 0x1p-13, 64, false));

    /** zbackup: chunks of 64 KiB that are found at any position. */
    public static final Chunker ZBACKUP = new Chunker("zbackup", 64 << 10, new MatchChunking(64 << 10));

    /** Dell Data Domain: 4 KiB to 12 KiB, 8 KiB on average. How it finds the ends of chunks is not published. */
    public static final Chunker DATADOMAIN =
            new Chunker("datadomain", 8 << 10, hash(4 << 10, 12 << 10, 1.0 / 5140, 64, false));

    private static final Set<String> NAMES =
            Set.of("borg", "restic", "casync", "bup", "zbackup", "datadomain", "fastcdc", "gear");

    private static final int MAX_EXPONENT = 30;
    private static final int MAX_WINDOW_BYTES = 1 << 20;
    /** The text forms with parameters, and the systems that are not presets. */
    static final String FORMS =
            "borg@MIN,MAX,MASK,WINDOW, casync, casync@SIZE, bup, zbackup, fastcdc@SIZE or gear@SIZE";

    private final String name;
    private final long averageBytes;
    private final Chunking chunking;

    private Chunker(String name, long averageBytes, Chunking chunking) {
        this.name = name;
        this.averageBytes = averageBytes;
        this.chunking = chunking;
    }

    private static HashChunking hash(long min, long max, double rate, int window, boolean isAhead) {
        return new HashChunking(min, 0, max, rate, rate, window, isAhead);
    }

    /**
     * {@return the chunker of BorgBackup: buzhash}
     *
     * @param minExponent binary logarithm of the smallest chunk in bytes, 6 .. 30
     * @param maxExponent binary logarithm of the largest chunk in bytes, {@code minExponent} .. 30
     * @param maskBits number of bits of the hash that are zero at the end of a chunk, {@code minExponent} .. {@code
     *     maxExponent}
     * @param windowBytes number of bytes that the hash depends on, 1 .. 2^20
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static Chunker borg(int minExponent, int maxExponent, int maskBits, int windowBytes) {
        checkRange("smallest chunk of borg, 2 to the power of", minExponent, 6, MAX_EXPONENT, "");
        checkRange("largest chunk of borg, 2 to the power of", maxExponent, minExponent, MAX_EXPONENT, "");
        checkRange("mask bits of borg", maskBits, minExponent, maxExponent, "");
        checkRange("window of borg", windowBytes, 1, MAX_WINDOW_BYTES, " bytes");
        boolean isDefault = minExponent == 19 && maxExponent == 23 && maskBits == 21 && windowBytes == 4095;
        String name =
                isDefault ? "borg" : "borg@" + minExponent + "," + maxExponent + "," + maskBits + "," + windowBytes;
        double rate = Math.scalb(1.0, -maskBits);
        return new Chunker(name, 1L << maskBits, hash(1L << minExponent, 1L << maxExponent, rate, windowBytes, true));
    }

    /**
     * {@return the chunker of casync: buzhash, chunks of a quarter to four times the average}
     *
     * @param averageBytes average chunk in bytes, 256 .. 2^20
     * @throws IllegalArgumentException if it is out of range
     */
    public static Chunker casync(long averageBytes) {
        checkRange("average chunk of casync", averageBytes, MIN_AVERAGE_BYTES, 1 << 20, " bytes");
        // The hash matches in one of this many positions; the smallest chunk makes chunks longer than that.
        double positions = averageBytes / (1.33237515 - 1.42888852e-7 * averageBytes);
        String name = averageBytes == 64 << 10 ? "casync" : "casync@" + ByteSize.format(averageBytes);
        return new Chunker(name, averageBytes, hash(averageBytes / 4, 4 * averageBytes, 1 / positions, 48, false));
    }

    /**
     * {@return FastCDC with normalised chunking of level 2 and chunks of a quarter to eight times the average} It is the
     * chunker of {@code io.dgen.analyze} (Xia et al., "FastCDC", USENIX ATC 2016).
     *
     * @param averageBytes average in bytes, 256 .. 2^30
     * @throws IllegalArgumentException if it is out of range
     */
    public static Chunker fastCdc(long averageBytes) {
        checkAverage(averageBytes);
        double rate = 1.0 / averageBytes;
        return new Chunker(
                "fastcdc@" + ByteSize.format(averageBytes),
                averageBytes,
                new HashChunking(averageBytes / 4, averageBytes, 8 * averageBytes, rate / 4, 4 * rate, 64, false));
    }

    /**
     * {@return a gear hash with one mask and chunks of a quarter to eight times the average}
     *
     * @param averageBytes reciprocal of the probability that the hash matches at a position, in bytes: 256 .. 2^30
     * @throws IllegalArgumentException if it is out of range
     */
    public static Chunker gear(long averageBytes) {
        checkAverage(averageBytes);
        return new Chunker(
                "gear@" + ByteSize.format(averageBytes),
                averageBytes,
                hash(averageBytes / 4, 8 * averageBytes, 1.0 / averageBytes, 64, false));
    }

    private static void checkAverage(long averageBytes) {
        checkRange("average chunk", averageBytes, MIN_AVERAGE_BYTES, MAX_AVERAGE_BYTES, " bytes");
    }

    private static void checkRange(String what, long value, long min, long max, String unit) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " " + value + ": expected " + min + " to " + max + unit);
        }
    }

    /**
     * Reads the text form.
     *
     * @param text a name, with parameters after {@code @}: {@code borg}, {@code borg@19,23,21,4095}, {@code restic},
     *     {@code casync}, {@code casync@64KiB}, {@code bup}, {@code zbackup}, {@code datadomain}, {@code fastcdc@8KiB}, {@code gear@8KiB}
     * @return the chunker
     * @throws IllegalArgumentException if the text is not a chunker, or a value is out of its range; the message contains
     *     the value and what is allowed
     */
    public static Chunker parse(String text) {
        String lower = Objects.requireNonNull(text, "text").toLowerCase(Locale.ROOT);
        int at = lower.indexOf('@');
        String value = lower.substring(at + 1);
        return switch (at < 0 ? lower : lower.substring(0, at + 1)) {
            case "borg" -> BORG;
            case "restic" -> RESTIC;
            case "casync" -> CASYNC;
            case "bup" -> BUP;
            case "zbackup" -> ZBACKUP;
            case "datadomain" -> DATADOMAIN;
            case "borg@" -> parseBorg(value);
            case "casync@" -> casync(ByteSize.parse(value));
            case "fastcdc@" -> fastCdc(ByteSize.parse(value));
            case "gear@" -> gear(ByteSize.parse(value));
            default ->
                throw new IllegalArgumentException(
                        "chunker " + Quote.of(text) + ": expected borg, restic, datadomain, " + FORMS);
        };
    }

    /** Whether the text starts with the name of a chunker. */
    static boolean isChunker(String text) {
        return NAMES.contains(text.toLowerCase(Locale.ROOT).replaceFirst("@.*", ""));
    }

    private static Chunker parseBorg(String value) {
        String[] numbers = value.split(",", -1);
        try {
            if (numbers.length == 4) {
                return borg(
                        Integer.parseInt(numbers[0]),
                        Integer.parseInt(numbers[1]),
                        Integer.parseInt(numbers[2]),
                        Integer.parseInt(numbers[3]));
            }
        } catch (NumberFormatException e) {
            // falls through to the message that names the form
        }
        throw new IllegalArgumentException(
                "parameters of borg " + Quote.of(value) + ": expected MIN,MAX,MASK,WINDOW, such as 19,23,21,4095");
    }

    /** {@return its nominal average chunk in bytes; for a hash with one mask, the mean distance of matches} */
    public long averageBytes() {
        return averageBytes;
    }

    Chunking chunking() {
        return chunking;
    }

    /** {@return whether the other object is a chunker with the same text form} */
    @Override
    public boolean equals(Object other) {
        return other instanceof Chunker chunker && chunker.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** {@return the text form} {@link #parse} reads it back. */
    @Override
    public String toString() {
        return name;
    }
}
