// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dgen.Engine;
import io.dgen.Tier;
import io.dgen.testing.Header;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Properties and fallbacks need a separate JVM: see {@code io.dgen.internal.kernel.EngineFallbackTest}. */
class EngineSelectionTest {
    private static final int AUTO_TIER = Tier.AUTO.ordinal();

    @Test
    void autoIsTheFastestThatRuns() {
        assertThat(EngineSelection.select(EngineKind.AUTO, AUTO_TIER).kind()).isEqualTo(EngineSelection.fastest());
        assertThat(EngineSelection.fastestFirst())
                .containsExactly(EngineKind.NATIVE, EngineKind.VECTOR, EngineKind.SCALAR);
    }

    @Test
    void scalarAlwaysRuns() {
        assertThat(EngineSelection.select(EngineKind.SCALAR, AUTO_TIER).kind()).isEqualTo(EngineKind.SCALAR);
    }

    @Test
    void theJavaEnginesIgnoreTheTier() {
        for (Tier tier : Tier.values()) {
            assertThat(EngineSelection.select(EngineKind.SCALAR, tier.ordinal()).kind())
                    .isEqualTo(EngineKind.SCALAR);
        }
    }

    @Test
    void aTierMeansTheNativeEngine() {
        for (Tier tier : Tier.values()) {
            String why = EngineSelection.whyUnavailable(EngineKind.NATIVE, tier.ordinal());
            if (tier != Tier.AUTO && why == null) {
                assertThat(EngineSelection.select(EngineKind.AUTO, tier.ordinal())
                                .kind())
                        .isEqualTo(EngineKind.NATIVE);
            } else if (tier != Tier.AUTO) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> EngineSelection.select(EngineKind.AUTO, tier.ordinal()))
                        .withMessageContaining("engine native is not available: ")
                        .withMessageContaining(why);
            }
        }
    }

    @Test
    void everyTierHasAReasonIfItCannotRun() {
        for (Tier tier : Tier.values()) {
            String why = EngineSelection.whyUnavailable(EngineKind.NATIVE, tier.ordinal());
            assertThat(why == null || why.length() > 10).as("%s: %s", tier, why).isTrue();
        }
    }

    @Test
    void theAutomaticEngineIsCreatedOnce() {
        assertThat(EngineSelection.select(EngineKind.AUTO, AUTO_TIER))
                .isSameAs(EngineSelection.select(EngineKind.AUTO, AUTO_TIER));
    }

    @Test
    void kindsAreThePublicEngines() {
        assertThat(Arrays.stream(EngineKind.values()).map(Enum::name))
                .containsExactlyElementsOf(
                        Arrays.stream(Engine.values()).map(Enum::name).toList());
    }

    @Test
    void numbersMatchTheHeader() {
        assertThat(PageEngine.STORE_AUTO).isEqualTo(Header.constants().get("DGEN_STORE_AUTO"));
        assertThat(PageEngine.STORE_REGULAR).isEqualTo(Header.constants().get("DGEN_STORE_REGULAR"));
    }
}
