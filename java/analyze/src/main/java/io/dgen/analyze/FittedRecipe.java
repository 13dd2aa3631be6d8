// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.Recipe;
import java.util.Map;

/**
 * A recipe of data with the ratios of a {@link Profile}, and the ratios that an analysis of the generated data will
 * measure. Immutable.
 *
 * @param recipe the recipe of the stream
 * @param dedupRatio the deduplication ratio at the unit of the profile, N:1
 * @param compressionRatios the compression ratio of blocks of the size of the unit, N:1, by the name of the compressor
 */
public record FittedRecipe(Recipe recipe, double dedupRatio, Map<String, Double> compressionRatios) {
    /** Keeps a copy of the map. */
    public FittedRecipe {
        compressionRatios = Map.copyOf(compressionRatios);
    }
}
