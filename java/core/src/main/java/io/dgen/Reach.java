// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.SharedLines;
import io.dgen.internal.text.Decimals;
import io.dgen.internal.text.Quote;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Data that compresses better in larger blocks, because pages of 4 KiB have parts in common with earlier pages of their
 * block (docs/format.md, "Reach"). No two pages are equal: deduplicators find nothing more. Immutable.
 *
 * <p>Its text, {@link #toString()} and {@link #parse}: {@code 16KiB/4KiB@0.11+64KiB/16KiB@0.13}, groups and distances at
 * shares.
 *
 * @param entries at most 4, with different groups. Their order does not matter: they are sorted by group. The sum of
 *     the shares is at most 1.
 */
public record Reach(List<Entry> entries) {
    /** Pages have nothing in common. */
    public static final Reach NONE = new Reach(List.of());

    /** Largest number of entries: 4. */
    public static final int MAX_ENTRIES = SharedLines.MAX_ENTRIES;

    /** The key in the text of a recipe. */
    static final String KEY = "reach";

    private static final String SHARE = "a decimal number above 0, at most 1";

    /**
     * A part that pages have in common.
     *
     * @param groupBytes size of a group in bytes, a power of two, 8192 .. 33554432: only pages of one group have the part in
     *     common
     * @param distanceBytes distance in bytes from a page to the next one with the same part: a power of two, at least 4096
     *     and less than the group
     * @param share of the random bytes of a page, above 0, at most 1
     */
    public record Entry(long groupBytes, long distanceBytes, double share) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         */
        public Entry {
            ByteSize.checkPowerOfTwo("reach group", groupBytes, 2 * Page.BYTES, Recipe.MAX_BLOCK_SIZE_BYTES);
            ByteSize.checkPowerOfTwo("reach distance", distanceBytes, Page.BYTES, groupBytes / 2);
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("reach share " + Decimals.shown(share) + ": expected " + SHARE);
            }
        }

        /** Part of the random bytes that a compressor with blocks of this size finds in earlier pages of the block. */
        private double savedIn(long blockBytes) {
            double copies = 1 - (double) distanceBytes / Math.min(groupBytes, blockBytes);
            return share * Math.max(copies, 0);
        }

        @Override
        public String toString() {
            return ByteSize.format(groupBytes) + "/" + ByteSize.format(distanceBytes) + "@" + Decimals.plain(share);
        }
    }

    /**
     * Checks the entries.
     *
     * @throws IllegalArgumentException if there are too many, two have the same group, or the sum of the shares is above 1
     */
    public Reach {
        entries = Objects.requireNonNull(entries, "entries").stream()
                .sorted(Comparator.comparingLong(Entry::groupBytes))
                .toList();
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "reach of " + entries.size() + " entries: expected at most " + MAX_ENTRIES);
        }
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).groupBytes() == entries.get(i - 1).groupBytes()) {
                throw new IllegalArgumentException("reach " + Quote.of(text(entries)) + ": group "
                        + ByteSize.format(entries.get(i).groupBytes()) + " is a duplicate, expected different groups");
            }
        }
        BigDecimal sum =
                entries.stream().map(e -> BigDecimal.valueOf(e.share())).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("reach " + Quote.of(text(entries))
                    + ": expected shares with a sum of at most 1; it is " + Decimals.plain(sum));
        }
    }

    /**
     * Reads the text form.
     *
     * @param text group {@code /} distance {@code @} share, once or more with {@code +} between them
     * @return the reach
     * @throws IllegalArgumentException if the text is not a reach, or a value is out of its range; the message names both
     */
    public static Reach parse(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String item : Objects.requireNonNull(text, "text").split("\\+", -1)) {
            int slash = item.indexOf('/');
            int at = item.indexOf('@');
            if (slash < 0 || at < slash) {
                throw new IllegalArgumentException("reach " + Quote.of(text)
                        + ": expected groups and distances at shares, such as 16KiB/4KiB@0.11+64KiB/16KiB@0.13; found "
                        + Quote.of(item));
            }
            entries.add(new Entry(
                    ByteSize.parse(item.substring(0, slash)),
                    ByteSize.parse(item.substring(slash + 1, at)),
                    Decimals.parse("reach share", item.substring(at + 1), SHARE).doubleValue()));
        }
        return new Reach(entries);
    }

    /**
     * {@return the part of the random bytes of compressible data that compressors find in earlier pages: 0 .. 1} In blocks of
     * this size, the compression ratio is that of a page, divided by 1 minus this part. A compressor that does not search
     * as far as a distance finds less.
     *
     * @param blockBytes size of the independent blocks of a compressor, in bytes
     */
    public double savedIn(long blockBytes) {
        return entries.stream().mapToDouble(e -> e.savedIn(blockBytes)).sum();
    }

    /** @throws IllegalArgumentException if a group is larger than a block */
    void checkBlock(long blockBytes) {
        if (!entries.isEmpty() && entries.getLast().groupBytes() > blockBytes) {
            throw new IllegalArgumentException("reach group "
                    + entries.getLast().groupBytes() + ": expected at most the block size, " + blockBytes + " bytes");
        }
    }

    SharedLines lines() {
        List<SharedLines.Entry> lines = new ArrayList<>();
        int upTo = 0;
        for (Entry e : entries) {
            upTo += BigDecimal.valueOf(e.share())
                    .multiply(BigDecimal.valueOf(1 << Literals.SHIFT))
                    .intValue();
            lines.add(new SharedLines.Entry(
                    (int) (e.groupBytes() / Page.BYTES), (int) (e.distanceBytes() / Page.BYTES), upTo));
        }
        return new SharedLines(lines);
    }

    /** {@return the text form in its canonical spelling; empty for {@link #NONE}} {@link #parse} reads it back. */
    @Override
    public String toString() {
        return text(entries);
    }

    private static String text(List<Entry> entries) {
        return entries.stream().map(Entry::toString).collect(Collectors.joining("+"));
    }
}
