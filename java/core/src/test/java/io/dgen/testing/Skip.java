package io.dgen.testing;

import io.dgen.Engine;
import io.dgen.Tier;
import io.dgen.internal.engine.Engines;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/** Skips a test that this machine cannot run, and prints the reason once. */
public final class Skip {
    private static final Set<String> PRINTED = ConcurrentHashMap.newKeySet();

    private Skip() {}

    public static void unlessAvailable(Engine engine, Tier tier) {
        String why = Engines.unavailable(engine, tier);
        unless(why == null, engine + "/" + tier + ": " + why);
    }

    public static void unless(boolean possible, String why) {
        if (!possible && PRINTED.add(why)) {
            System.out.println("skipped: " + why);
        }
        Assumptions.assumeTrue(possible, why);
    }
}
