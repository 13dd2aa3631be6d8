// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Layout;
import io.dgen.internal.text.EnumNames;

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
    STRIPES(1, 20);

    private final int cells;
    private final double maxRatioOfUniqueSectors;

    Texture(int cells, double maxRatioOfUniqueSectors) {
        this.cells = cells;
        this.maxRatioOfUniqueSectors = maxRatioOfUniqueSectors;
    }

    /**
     * Reads a name.
     *
     * @param text {@code copy}, {@code cells}, {@code run} or {@code stripes}
     * @return the texture
     * @throws IllegalArgumentException if there is no texture of that name; the message lists all names
     */
    public static Texture parse(String text) {
        return EnumNames.parse(Texture.class, "texture", text);
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
        };
    }
}
