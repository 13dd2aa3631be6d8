// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.text.EnumNames;

/**
 * Settings that match a real storage system: the unit of deduplication, the compressor with its block size, and a
 * texture that the system recognises as compressible. docs/presets.md lists the sources of the figures.
 *
 * <p>For a system with content-defined chunks, the block is four times the average chunk, so that the system's dedup
 * ratio is close to the requested one.
 */
public enum Preset {
    /** VDO (dm-vdo): blocks of 4 KiB for deduplication and compression, LZ4. */
    VDO(4 << 10, CompressFor.of(Compressor.LZ4, 4 << 10), Texture.COPY),
    /** NetApp ONTAP: dedup of 4 KiB blocks; adaptive compression in groups of 8 KiB by a compressor similar to LZ4. */
    ONTAP(4 << 10, CompressFor.of(Compressor.LZ4, 8 << 10), Texture.COPY),
    /** ZFS: records of 128 KiB for deduplication and compression, LZ4. */
    ZFS(128 << 10, CompressFor.of(Compressor.LZ4, 128 << 10), Texture.COPY),
    /**
     * btrfs: extents compressed by zstd in pieces of 128 KiB, each stored in whole sectors of 4 KiB; a heuristic skips
     * data of which a sample has all byte values equally often. A ratio becomes a mixture of two ratios with the same
     * mean, so that the pieces fill their sectors; a mixture, {@link CompressFor#ANY} and smaller blocks are taken as they are.
     */
    BTRFS(128 << 10, CompressFor.of(Compressor.ZSTD, 128 << 10), Texture.STRIPES),
    /** Dell Data Domain: chunks of 8 KiB on average; one of several compressors. */
    DATADOMAIN(32 << 10, CompressFor.ANY, Texture.COPY),
    /** Borg: chunks of 2 MiB on average, LZ4. */
    BORG(8 << 20, CompressFor.of(Compressor.LZ4, 2 << 20), Texture.COPY),
    /** restic: chunks of 1 MiB on average, zstd. */
    RESTIC(4 << 20, CompressFor.of(Compressor.ZSTD, 1 << 20), Texture.COPY),
    /** squashfs: blocks of 128 KiB, gzip; it deduplicates whole files. */
    SQUASHFS(128 << 10, CompressFor.of(Compressor.GZIP, 128 << 10), Texture.COPY);

    private static final long BTRFS_SECTOR_BYTES = 4 << 10;

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

    /** Sectors of an uncompressed block if a ratio is to become a {@link SectorMixture}; otherwise 0. */
    long sectors() {
        return this == BTRFS ? compressFor.blockBytes() / BTRFS_SECTOR_BYTES : 0;
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
