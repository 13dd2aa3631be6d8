// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.NumaMode;
import io.dgen.Recipe;
import io.dgen.StoreMode;
import io.dgen.Tier;
import io.dgen.internal.engine.EngineSelection;
import java.util.ArrayList;
import java.util.List;

/** Configurations that must make the same bytes. */
public final class Configs {
    private Configs() {}

    public static GeneratorConfig of(Recipe recipe, Engine engine, int maxThreads) {
        return new GeneratorConfig(recipe, engine, Tier.AUTO, StoreMode.AUTO, maxThreads);
    }

    public static GeneratorConfig of(Recipe recipe) {
        return GeneratorConfig.of(recipe);
    }

    /** The engines that can run here. */
    public static List<Engine> engines() {
        return EngineSelection.fastestFirst().stream()
                .map(kind -> Engine.valueOf(kind.name()))
                .filter(engine -> Skip.whyUnavailable(engine, Tier.AUTO) == null)
                .toList();
    }

    /** Covers every engine and tier that can run here, every store mode, 1 to 8 threads, and two NUMA modes. */
    public static List<GeneratorConfig> allWays(Recipe recipe) {
        List<GeneratorConfig> configs = new ArrayList<>();
        for (Engine engine : engines()) {
            for (int threads = 1; threads <= 8; threads++) {
                configs.add(of(recipe, engine, threads));
            }
        }
        for (Tier tier : Tier.values()) {
            if (Skip.whyUnavailable(Engine.NATIVE, tier) == null) {
                for (StoreMode stores : StoreMode.values()) {
                    configs.add(new GeneratorConfig(recipe, Engine.NATIVE, tier, stores, 1 + configs.size() % 3));
                }
            }
        }
        configs.add(withNuma(recipe, NumaMode.FORCE, 2));
        configs.add(withNuma(recipe, NumaMode.DISABLED, 2));
        return configs;
    }

    private static GeneratorConfig withNuma(Recipe recipe, NumaMode mode, int threads) {
        return GeneratorConfig.builder()
                .recipe(recipe)
                .numaMode(mode)
                .maxThreads(threads)
                .build();
    }
}
