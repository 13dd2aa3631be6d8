// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Number of literal bytes that a page needs for a compression ratio, given the overhead of a compressor
 * (docs/format.md, "Literal bytes"). The table of overheads is part of the format, because the bytes depend on it.
 */
public final class Overheads {
    /** Name of the rows for any compressor. */
    public static final String ANY = "any";

    private static final String TABLE = "overheads.csv";

    /** Number of fraction bits of the numbers in the table. */
    private static final int TABLE_SHIFT = 4;

    private static final long KIB = 1024;

    /** OverheadRows of one texture and compressor: overheads in units of 2^-16 bytes, by block size, then by ratio. */
    private record OverheadRows(long[] blocks, long[][] overheads) {}

    private static final class OverheadTable {
        /** Ratios of the columns in hundredths, ascending. */
        static final int[] RATIOS;

        static final Map<String, OverheadRows> ROWS;

        static {
            List<String[]> lines = read();
            RATIOS = Arrays.stream(lines.getFirst())
                    .skip(3)
                    .mapToInt(ratio -> (int) Math.round(Double.parseDouble(ratio) * 100))
                    .toArray();
            ROWS = lines.stream()
                    .skip(1)
                    .collect(Collectors.groupingBy(
                            line -> key(line[0], line[1]),
                            Collectors.collectingAndThen(Collectors.toList(), OverheadTable::rows)));
        }

        private static List<String[]> read() {
            try (InputStream in = Objects.requireNonNull(Overheads.class.getResourceAsStream(TABLE), TABLE);
                    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
                return reader.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(",", -1))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static OverheadRows rows(List<String[]> lines) {
            return new OverheadRows(
                    lines.stream().mapToLong(line -> Long.parseLong(line[2])).toArray(),
                    lines.stream()
                            .map(line -> Arrays.stream(line)
                                    .skip(3)
                                    .mapToLong(c -> Long.parseLong(c) << Literals.SHIFT - TABLE_SHIFT)
                                    .toArray())
                            .toArray(long[][]::new));
        }
    }

    private Overheads() {}

    private static String key(String texture, String compressor) {
        return texture + "," + compressor;
    }

    /**
     * Literal bytes of a cell, in units of 2^-16 bytes.
     *
     * @param texture name in the table
     * @param compressor name in the table
     * @param blockBytes bytes that the compressor compresses at a time; ignored for {@link #ANY}
     * @param hundredths the ratio times 100: 100 .. 6400
     * @param cells cells of a page
     */
    public static int literals(String texture, String compressor, long blockBytes, int hundredths, int cells) {
        int most = Page.BYTES / cells << Literals.SHIFT;
        if (hundredths == 100) {
            return most;
        }
        String key = key(texture, compressor);
        OverheadRows rows = Objects.requireNonNull(OverheadTable.ROWS.get(key), key);
        long page = ((long) Page.BYTES * 100 << Literals.SHIFT) / hundredths - overhead(rows, blockBytes, hundredths);
        return (int) Math.clamp(page / cells, Literals.MIN_BYTES << Literals.SHIFT, most);
    }

    /** Interpolates between ratios, linearly in 1 / ratio because the literals are linear in it. */
    private static long overhead(OverheadRows rows, long blockBytes, int hundredths) {
        int[] ratios = OverheadTable.RATIOS;
        int last = ratios.length - 1;
        if (hundredths <= ratios[0] || hundredths >= ratios[last]) {
            return atRatio(rows, blockBytes, hundredths <= ratios[0] ? 0 : last);
        }
        int i = 0;
        while (ratios[i + 1] < hundredths) {
            i++;
        }
        return between(
                atRatio(rows, blockBytes, i), atRatio(rows, blockBytes, i + 1), ratios[i], ratios[i + 1], hundredths);
    }

    /** Interpolates between block sizes, linearly in 1 / block size because part of the overhead is per block. */
    private static long atRatio(OverheadRows rows, long blockBytes, int column) {
        long[] blocks = rows.blocks;
        int last = blocks.length - 1;
        if (blockBytes <= blocks[0] || blockBytes >= blocks[last]) {
            return rows.overheads[blockBytes <= blocks[0] ? 0 : last][column];
        }
        int i = 0;
        while (blocks[i + 1] < blockBytes) {
            i++;
        }
        return between(
                rows.overheads[i][column],
                rows.overheads[i + 1][column],
                blocks[i] / KIB,
                blocks[i + 1] / KIB,
                blockBytes / KIB);
    }

    /** The value at 1/x on the line through the values at 1/x0 and 1/x1, rounded down. */
    private static long between(long at0, long at1, long x0, long x1, long x) {
        return at0 + Math.floorDiv((at1 - at0) * (x1 * (x - x0)), x * (x1 - x0));
    }
}
