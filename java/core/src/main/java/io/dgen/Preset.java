package io.dgen;

import io.dgen.internal.text.EnumNames;

/**
 * Settings of a real storage system: its unit of deduplication, its compressor and the block that it compresses, and a
 * texture that it recognises as compressible. docs/presets.md has the sources of the figures.
 *
 * <p>For a system that cuts chunks by content, the block is four times its average chunk, so that the ratio that it
 * finds is close to the requested one.
 */
public enum Preset {
    /** VDO (dm-vdo): 4 KiB blocks for both, LZ4. */
    VDO(4 << 10, CompressFor.of(Compressor.LZ4, 4 << 10), Texture.COPY),
    /** NetApp ONTAP: dedup of 4 KiB blocks; adaptive compression in groups of 8 KiB by a compressor similar to LZ4. */
    ONTAP(4 << 10, CompressFor.of(Compressor.LZ4, 8 << 10), Texture.COPY),
    /** ZFS: records of 128 KiB for both, LZ4. */
    ZFS(128 << 10, CompressFor.of(Compressor.LZ4, 128 << 10), Texture.COPY),
    /** btrfs: extents compressed in pieces of 128 KiB by zstd, after a heuristic that skips flat histograms. */
    BTRFS(128 << 10, CompressFor.of(Compressor.ZSTD, 128 << 10), Texture.RUN),
    /** Dell Data Domain: chunks of 8 KiB on average; one of several compressors. */
    DATADOMAIN(32 << 10, CompressFor.ANY, Texture.COPY),
    /** Borg: chunks of 2 MiB on average, LZ4. */
    BORG(8 << 20, CompressFor.of(Compressor.LZ4, 2 << 20), Texture.COPY),
    /** restic: chunks of 1 MiB on average, zstd. */
    RESTIC(4 << 20, CompressFor.of(Compressor.ZSTD, 1 << 20), Texture.COPY),
    /** squashfs: blocks of 128 KiB, gzip; it deduplicates whole files. */
    SQUASHFS(128 << 10, CompressFor.of(Compressor.GZIP, 128 << 10), Texture.COPY);

    private final long blockSizeBytes;
    private final CompressFor compressFor;
    private final Texture texture;

    Preset(long blockSizeBytes, CompressFor compressFor, Texture texture) {
        this.blockSizeBytes = blockSizeBytes;
        this.compressFor = compressFor;
        this.texture = texture;
    }

    /** {@return the unit of deduplication, in bytes} */
    public long blockSizeBytes() {
        return blockSizeBytes;
    }

    /** {@return the compressor and its block size} */
    public CompressFor compressFor() {
        return compressFor;
    }

    /** {@return a texture that the system recognises as compressible} */
    public Texture texture() {
        return texture;
    }

    /**
     * Reads a name.
     *
     * @param text a constant's name in lower case, such as {@code zfs}
     * @return the preset
     * @throws IllegalArgumentException if there is no preset of that name; the message lists all names
     */
    public static Preset parse(String text) {
        return EnumNames.parse(Preset.class, "preset", text);
    }
}
