// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Layout;
import io.dgen.internal.text.EnumNames;
import java.util.Objects;

/** The structure that makes a page compressible (docs/format.md, "Texture"). */
public enum Texture {
    /** Random bytes, then a copy of some of them: the most accurate texture, and no two sectors are equal. */
    COPY(1, 8),
    /** The same as {@link #COPY}, but separately in each KiB: for data with a finer structure. */
    CELLS(4, 1),
    /**
     * Random bytes, then one repeated byte value: for systems that skip data in which all byte values are equally
     * frequent (btrfs). Sectors of 512 bytes may be equal.
     */
    RUN(1, 1),
    /**
     * Sixteen stripes of 256 bytes: one repeated byte value, then random bytes. For systems that sample the data before
     * they compress it, at distances of 256 bytes (btrfs): they find data compressible even if little of it is.
     */
    STRIPES(1, 20),
    /**
     * Random bytes, and copies that also those compressors find that skip most positions of random bytes: Snappy and
     * LZO. No two sectors are equal.
     */
    SKIP(1, 8);

    private final int cells;
    private final double maxRatioOfUniqueSectors;

    Texture(int cells, double maxRatioOfUniqueSectors) {
        this.cells = cells;
        this.maxRatioOfUniqueSectors = maxRatioOfUniqueSectors;
    }

    /**
     * Reads a name.
     *
     * @param text {@code copy}, {@code cells}, {@code run}, {@code stripes} or {@code skip}
     * @return the texture
     * @throws IllegalArgumentException if there is no texture of that name; the message lists all names
     */
    public static Texture parse(String text) {
        return EnumNames.parse(Texture.class, "texture", text);
    }

    /**
     * {@return the texture that is used for a target if no other is chosen: {@link #SKIP} for Snappy and LZO, otherwise
     * {@link #COPY}}
     *
     * @param target a compressor and the size of its blocks
     */
    public static Texture defaultFor(CompressFor target) {
        return skips(target) ? SKIP : COPY;
    }

    /**
     * {@return whether ratios can be calibrated for a target} Snappy and LZO find too little in all textures but {@link
     * #SKIP} and {@link #RUN}.
     *
     * @param target a compressor and the size of its blocks
     */
    public boolean suits(CompressFor target) {
        return !skips(target) || this == SKIP || this == RUN;
    }

    private static boolean skips(CompressFor target) {
        Compressor compressor = Objects.requireNonNull(target, "target").compressor();
        return compressor == Compressor.SNAPPY || compressor == Compressor.LZO;
    }

    boolean allowsReach() {
        return this == COPY || this == RUN;
    }

    /** Cells of a page. */
    int cells() {
        return cells;
    }

    /** Largest compression ratio up to which no two sectors of different blocks, or of one block, are equal. */
    double maxRatioOfUniqueSectors() {
        return maxRatioOfUniqueSectors;
    }

    Layout layout(Recipe recipe) {
        return switch (this) {
            case COPY -> Layout.COPIES;
            case CELLS -> Layout.CELLS;
            case RUN -> Layout.run(recipe.key(Domain.COMPRESSION));
            case STRIPES -> Layout.stripes(recipe.key(Domain.COMPRESSION));
            case SKIP -> Layout.SKIP;
        };
    }
}
