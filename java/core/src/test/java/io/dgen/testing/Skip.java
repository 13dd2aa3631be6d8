// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.Engine;
import io.dgen.Tier;
import io.dgen.internal.engine.EngineKind;
import io.dgen.internal.engine.EngineSelection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Skips a test that this machine cannot run, and prints the reason once. */
public final class Skip {
    private static final Set<String> PRINTED = ConcurrentHashMap.newKeySet();

    private Skip() {}

    public static void unlessAvailable(Engine engine, Tier tier) {
        String why = whyUnavailable(engine, tier);
        unless(why == null, engine + "/" + tier + ": " + why);
    }

    /** The reason why the engine cannot run here at that tier; null if it can. Only the native engine has tiers. */
    public static @Nullable String whyUnavailable(Engine engine, Tier tier) {
        return EngineSelection.whyUnavailable(EngineKind.valueOf(engine.name()), tier.ordinal());
    }

    public static void unless(boolean possible, String why) {
        if (!possible && PRINTED.add(why)) {
            System.out.println("skipped: " + why);
        }
        Assumptions.assumeTrue(possible, why);
    }
}
