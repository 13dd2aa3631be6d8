// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.prediction.Allocation;
import io.dgen.internal.prediction.CompressedBlock;
import io.dgen.internal.prediction.StoredRatio;
import io.dgen.internal.text.EnumNames;
import io.dgen.internal.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A system for which {@link PredictedRatios#on} predicts the ratios: its unit of deduplication, its compressor, and the
 * space that a compressed block takes. Immutable. docs/command-line.md, "Predictions", lists the systems and the sources
 * of their figures.
 */
public final class StorageSystem {
    /** Unit of a system that deduplicates only whole files. */
    private static final long WHOLE_FILE = 0;

    /** Upper limits of ratios, and the relative errors up to them (docs/accuracy.md, "What is promised"). */
    private static final double[] RATIOS = {2, 3, 5, 10, 20, 64};

    /** Largest distance of a match of LZ4. Only zstd searches farther. */
    private static final long SMALL_WINDOW_BYTES = 64 << 10;

    /** Error of the compressed size of a block that starts and ends inside a page, in bytes. */
    private static final double BYTES_OF_CUT_PAGE = 100;

    private static final double[] ERRORS_OF_NAMED = {0.005, 0.007, 0.01, 0.015, 0.025, 0.08};
    private static final double[] ERRORS_OF_ANY = {0.01, 0.015, 0.022, 0.045, 0.06, 0.2};

    private static final String FIXED = "fixed@";

    private final String name;
    private final long fixedUnitBytes;
    private final @Nullable Chunker chunker;

    /** Null if it is the compressor of the recipe, with blocks of one unit. */
    private final @Nullable CompressFor compressFor;

    private final Allocation allocation;

    private StorageSystem(
            String name,
            long fixedUnitBytes,
            @Nullable Chunker chunker,
            @Nullable CompressFor compressFor,
            Allocation allocation) {
        this.name = name;
        this.fixedUnitBytes = fixedUnitBytes;
        this.chunker = chunker;
        this.compressFor = compressFor;
        this.allocation = allocation;
    }

    private static StorageSystem chunked(String name, Chunker chunker, @Nullable Compressor compressor) {
        CompressFor compressFor = compressor == null
                ? CompressFor.ANY
                : CompressFor.of(compressor, Long.highestOneBit(Math.max(4096, chunker.averageBytes())));
        return new StorageSystem(name, WHOLE_FILE, chunker, compressFor, Allocation.BYTES);
    }

    private static StorageSystem blocks(Preset preset, long unitBytes, Allocation allocation) {
        return new StorageSystem(EnumNames.of(preset), unitBytes, null, preset.compressFor(), allocation);
    }

    /**
     * {@return the system that a preset is made for}
     *
     * @param preset the preset
     */
    public static StorageSystem of(Preset preset) {
        return switch (Objects.requireNonNull(preset, "preset")) {
            case VDO -> blocks(preset, 4096, Allocation.SHARED_BLOCKS);
            case ONTAP -> blocks(preset, 4096, Allocation.SECTORS);
            case ZFS -> blocks(preset, 128 << 10, Allocation.SECTORS_AFTER_EIGHTH);
            case BTRFS -> blocks(preset, 128 << 10, Allocation.SECTORS);
            case DATADOMAIN -> chunked("datadomain", Chunker.DATADOMAIN, null);
            case BORG -> chunked("borg", Chunker.BORG, Compressor.LZ4);
            case RESTIC -> chunked("restic", Chunker.RESTIC, Compressor.ZSTD);
            case SQUASHFS -> blocks(preset, WHOLE_FILE, Allocation.BYTES);
        };
    }

    /** {@return the systems of all presets, casync, bup and zbackup, and FastCDC with 8 KiB, 64 KiB and 1 MiB} */
    public static List<StorageSystem> all() {
        return Stream.concat(
                        Stream.of(Preset.values()).map(StorageSystem::of),
                        Stream.of("casync", "bup", "zbackup", "fastcdc@8KiB", "fastcdc@64KiB", "fastcdc@1MiB")
                                .map(StorageSystem::parse))
                .toList();
    }

    /**
     * Reads a name.
     *
     * @param text the name of a preset; {@code fixed@SIZE}, where SIZE is a power of two from 512 to 2^30; or a {@link
     *     Chunker}
     * @return the system
     * @throws IllegalArgumentException if the text is not a system, or a value is out of its range; the message contains
     *     the value and what is allowed
     */
    public static StorageSystem parse(String text) {
        String lower = Objects.requireNonNull(text, "text").toLowerCase(Locale.ROOT);
        for (Preset preset : Preset.values()) {
            if (EnumNames.of(preset).equals(lower)) {
                return of(preset);
            }
        }
        if (lower.startsWith(FIXED)) {
            long unit = ByteSize.parse(lower.substring(FIXED.length()));
            ByteSize.checkPowerOfTwo("unit", unit, PredictedRatios.MIN_UNIT_BYTES, PredictedRatios.MAX_UNIT_BYTES);
            return new StorageSystem(FIXED + ByteSize.format(unit), unit, null, null, Allocation.BYTES);
        }
        return ofChunker(text);
    }

    private static StorageSystem ofChunker(String text) {
        if (!Chunker.isChunker(text)) {
            throw new IllegalArgumentException("system " + Quote.of(text) + ": expected "
                    + String.join(
                            ", ", Stream.of(Preset.values()).map(EnumNames::of).toList()) + ", fixed@SIZE, "
                    + Chunker.FORMS);
        }
        Chunker chunker = Chunker.parse(text);
        String name = chunker.toString();
        if (name.startsWith("borg")) {
            return chunked(name, chunker, Compressor.LZ4);
        }
        if (name.startsWith("casync")) {
            return chunked(name, chunker, Compressor.ZSTD);
        }
        return switch (name) {
            case "bup" -> chunked(name, chunker, Compressor.GZIP);
            case "zbackup" -> chunked(name, chunker, null);
            default -> new StorageSystem(name, WHOLE_FILE, chunker, null, Allocation.BYTES);
        };
    }

    /** The ratio that it finds by deduplication. */
    PredictedRatios.Unit dedup(PredictedRatios ratios, long shiftBytes) {
        if (chunker != null) {
            return ratios.contentDefined(chunker);
        }
        return fixedUnitBytes == WHOLE_FILE ? ratios.wholeFile() : ratios.fixed(fixedUnitBytes, shiftBytes);
    }

    /** The ratio that it finds by deduplication of files. */
    PredictedRatios.Unit dedup(DatasetRatios ratios) {
        if (chunker != null) {
            return ratios.contentDefined(chunker);
        }
        return fixedUnitBytes == WHOLE_FILE ? ratios.wholeFile() : ratios.fixed(fixedUnitBytes);
    }

    /** The ratio of the unique blocks to the space that they take. */
    StoredRatio stored(Recipe recipe, Mixture drawn, long shiftBytes) {
        CompressFor target = target(recipe);
        long block = chunker != null || target.isAny() ? unitBytes() : target.blockBytes();
        List<StoredRatio.Part> parts = new ArrayList<>();
        double error = 0;
        for (Mixture.Component component : drawn.components()) {
            parts.add(new StoredRatio.Part(component.weight(), block(recipe, component, target, block)));
            error = Math.max(error, error(component.ratio(), target));
        }
        boolean isMixed = chunker != null || block > recipe.blockSizeBytes();
        long shift = chunker != null ? CompressedBlock.ANYWHERE : shiftBytes;
        boolean cutsPages = shift % Recipe.MIN_BLOCK_SIZE_BYTES != 0;
        double errorOfParts = cutsPages ? BYTES_OF_CUT_PAGE / block : 0;
        return StoredRatio.of(parts, isMixed, allocation, block, shift, error + errorOfParts);
    }

    private CompressFor target(Recipe recipe) {
        Compressor compressor = recipe.compression().target().compressor();
        if (compressFor != null || compressor == null) {
            return compressFor == null ? CompressFor.ANY : compressFor;
        }
        return CompressFor.of(compressor, Math.min(CompressFor.MAX_BLOCK_BYTES, unitBytes()));
    }

    /** A block of at least one page. */
    private long unitBytes() {
        long unit = chunker == null ? fixedUnitBytes : Long.highestOneBit(chunker.averageBytes());
        return Math.max(Recipe.MIN_BLOCK_SIZE_BYTES, unit);
    }

    private static CompressedBlock block(
            Recipe recipe, Mixture.Component component, CompressFor target, long blockBytes) {
        Compression compression = recipe.compression();
        Layout layout = compression.texture().layout(recipe);
        double literal = bytes(compression.literals(component, compression.target()));
        double atTarget = bytes(compression.literals(component, target));
        double overhead = component.ratio() == 1 ? 0 : layout.cellBytes() / component.ratio() - atTarget;
        Compressor compressor = target.compressor();
        boolean codesLiterals = compressor == Compressor.ZSTD || compressor == Compressor.GZIP;
        long window = compressor == Compressor.ZSTD ? blockBytes : SMALL_WINDOW_BYTES;
        double own = compression.ratio(component, Recipe.MIN_BLOCK_SIZE_BYTES)
                / compression.ratio(component, Math.min(blockBytes, window));
        return new CompressedBlock(layout, literal * own, overhead, codesLiterals ? component.bits() / 8.0 : 1);
    }

    private static double bytes(Literals literals) {
        return literals.perCell() / (double) (1 << Literals.SHIFT);
    }

    private static double error(double ratio, CompressFor target) {
        int i = 0;
        while (i < RATIOS.length - 1 && ratio > RATIOS[i]) {
            i++;
        }
        return (target.isAny() ? ERRORS_OF_ANY : ERRORS_OF_NAMED)[i];
    }

    String reasonOfLowerCompression() {
        return switch (allocation) {
            case BYTES -> "its blocks cut pages, or the data is made for another compressor";
            case SECTORS, SECTORS_AFTER_EIGHTH -> "its blocks take whole sectors of 4KiB";
            case SHARED_BLOCKS -> "a block of 4KiB holds 2 to 14 whole compressed blocks";
        };
    }

    /** {@return whether the other object is a system with the same name} */
    @Override
    public boolean equals(Object other) {
        return other instanceof StorageSystem system && system.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** {@return the name} {@link #parse} reads it back. */
    @Override
    public String toString() {
        return name;
    }
}
