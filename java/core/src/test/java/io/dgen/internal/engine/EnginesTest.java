package io.dgen.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dgen.Engine;
import io.dgen.Tier;
import org.junit.jupiter.api.Test;

/** Properties and fallbacks take a JVM of their own: see LoadingTest. */
class EnginesTest {

    @Test
    void autoIsTheFastestThatRuns() {
        assertThat(Engines.select(Engine.AUTO, Tier.AUTO).kind()).isEqualTo(Engines.fastest());
        assertThat(Engines.fastestFirst()).containsExactly(Engine.NATIVE, Engine.VECTOR, Engine.SCALAR);
    }

    @Test
    void scalarAlwaysRuns() {
        assertThat(Engines.select(Engine.SCALAR, Tier.AUTO).kind()).isEqualTo(Engine.SCALAR);
    }

    @Test
    void theJavaEnginesIgnoreTheTier() {
        for (Tier tier : Tier.values()) {
            assertThat(Engines.select(Engine.SCALAR, tier).kind()).isEqualTo(Engine.SCALAR);
        }
    }

    @Test
    void aTierMeansTheNativeEngine() {
        for (Tier tier : Tier.values()) {
            String why = Engines.unavailable(Engine.NATIVE, tier);
            if (tier != Tier.AUTO && why == null) {
                assertThat(Engines.select(Engine.AUTO, tier).kind()).isEqualTo(Engine.NATIVE);
            } else if (tier != Tier.AUTO) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> Engines.select(Engine.AUTO, tier))
                        .withMessageContaining("engine native is not available: ")
                        .withMessageContaining(why);
            }
        }
    }

    @Test
    void everyTierSaysWhyItCannotRun() {
        for (Tier tier : Tier.values()) {
            String why = Engines.unavailable(Engine.NATIVE, tier);
            assertThat(why == null || why.length() > 10).as("%s: %s", tier, why).isTrue();
        }
    }
}
