// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.engine.EngineSelection;
import io.dgen.testing.Configs;
import io.dgen.testing.Skip;
import org.junit.jupiter.api.Test;

/** Tests the properties of a stream. Other classes test its bytes and checks. */
class DataStreamTest {
    private static final Recipe RECIPE = new Recipe(121, 122, 1000, 4096, 1.5);

    @Test
    void hasItsEngineAndTier() {
        for (Engine engine : Configs.engines()) {
            DataStream stream = new DataStream(Configs.of(RECIPE, engine, 1));
            assertThat(stream.engine()).isEqualTo(engine);
            assertThat(stream.tier())
                    .isEqualTo(engine == Engine.NATIVE ? SystemInfo.get().autoTier() : null);
        }
        assertThat(new DataStream(Configs.of(RECIPE)).engine()).isEqualTo(Engine.of(EngineSelection.fastest()));
    }

    @Test
    void hasTheGivenTier() {
        for (Tier tier : Tier.values()) {
            if (tier != Tier.AUTO && Skip.whyUnavailable(Engine.NATIVE, tier) == null) {
                GeneratorConfig config = new GeneratorConfig(RECIPE, Engine.AUTO, tier, StoreMode.AUTO, 1);
                assertThat(new DataStream(config).tier()).isEqualTo(tier);
            }
        }
    }

    @Test
    void keepsItsConfiguration() {
        GeneratorConfig config = Configs.of(RECIPE, Engine.SCALAR, 3);
        DataStream stream = new DataStream(config);

        assertThat(stream.config()).isEqualTo(config);
        assertThat(stream.recipe()).isEqualTo(RECIPE);
        assertThat(stream.totalSize()).isEqualTo(1000);
    }
}
