// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.prediction.StoredRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The ratios that a system is expected to find in a stream.
 *
 * @param system the system
 * @param dedup its deduplication
 * @param compressRatio bytes of the unique blocks over the space that they take, rounding to sectors included
 * @param compressErrorBound largest relative error of {@code compressRatio} that is expected, such as 0.01
 * @param notes why a ratio differs from the requested one, and what else is to be considered
 */
public record SystemRatios(
        StorageSystem system,
        PredictedRatios.Unit dedup,
        double compressRatio,
        double compressErrorBound,
        List<String> notes) {
    /** Relative difference from the requested compression ratio that gets a note. */
    private static final double NOTABLE = 0.03;

    /** Ratio up to which the heuristic of btrfs takes most data for incompressible, measured with texture run. */
    private static final double NOT_BY_BTRFS = 1.8;

    /**
     * Copies the notes.
     *
     * @throws NullPointerException if a component or a note is null
     */
    public SystemRatios {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(dedup, "dedup");
        notes = List.copyOf(Objects.requireNonNull(notes, "notes"));
    }

    /** {@return bytes of the stream over stored bytes: the product of both ratios} */
    public double combinedRatio() {
        return dedup.ratio() * compressRatio;
    }

    static SystemRatios of(Recipe recipe, PredictedRatios ratios, StorageSystem system, long shiftBytes) {
        return of(recipe, ratios.drawnMixture(), system, system.dedup(ratios, shiftBytes), shiftBytes);
    }

    static SystemRatios of(Dataset dataset, DatasetRatios ratios, StorageSystem system) {
        boolean hasBody = dataset.body().sizeBytes() > 0;
        Recipe recipe = hasBody ? dataset.body() : dataset.tails();
        return of(recipe, recipe.predictedRatios().drawnMixture(), system, system.dedup(ratios), 0);
    }

    private static SystemRatios of(
            Recipe recipe, Mixture drawn, StorageSystem system, PredictedRatios.Unit dedup, long shiftBytes) {
        StoredRatio stored = system.stored(recipe, drawn, shiftBytes);
        List<String> notes = new ArrayList<>();
        if (dedup.note() != null) {
            notes.add(dedup.note());
        }
        if (stored.ratio() < recipe.compressRatio() * (1 - NOTABLE)) {
            notes.add("compression below the requested " + recipe.compressRatio() + ": "
                    + system.reasonOfLowerCompression());
        }
        if (system.equals(StorageSystem.of(Preset.BTRFS)) && mayBeSkippedByBtrfs(recipe)) {
            notes.add("the heuristic of btrfs may take the data for incompressible, unless it is mounted with"
                    + " compress-force");
        }
        return new SystemRatios(system, dedup, stored.ratio(), stored.error(), notes);
    }

    private static boolean mayBeSkippedByBtrfs(Recipe recipe) {
        double ratio = recipe.compressRatio();
        return switch (recipe.compression().texture()) {
            case RUN -> ratio > 1 && ratio < NOT_BY_BTRFS;
            case STRIPES ->
                ratio > 1
                        && recipe.compression()
                                        .mixture()
                                        .components()
                                        .getFirst()
                                        .ratio()
                                == 1;
            default -> ratio > 1;
        };
    }
}
