package io.dgen;

/** What makes a page compressible (docs/format.md, "Compression"). */
public enum Texture {
    /** Random bytes, then a copy of some of them: the most accurate, and no two sectors are equal. */
    COPY,
    /** As {@link #COPY}, in each KiB of its own: data that looks finer-grained. */
    CELLS,
    /**
     * Random bytes, then one byte value again and again: for heuristics that skip data whose bytes are all equally
     * frequent (btrfs). Sectors of 512 bytes may be equal.
     */
    RUN;

    /**
     * Reads a name.
     *
     * @param text {@code copy}, {@code cells} or {@code run}
     * @return the texture
     * @throws IllegalArgumentException if there is none of that name; the message lists them
     */
    public static Texture parse(String text) {
        return Names.parse(Texture.class, "texture", text);
    }
}
