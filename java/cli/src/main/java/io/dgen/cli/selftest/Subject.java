// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.selftest;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.StoreMode;
import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.Verification;
import io.dgen.cli.report.Text;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** An implementation of the format that the selftest compares with others. */
interface Subject {
    String name();

    void fill(Recipe recipe, int threads, long offset, MemorySegment buffer);

    Verification verify(Recipe recipe, int threads, long offset, MemorySegment buffer);

    /**
     * {@return all implementations that run on this machine; the first one is the reference, the scalar engine, because
     * its code is the simplest}
     */
    static List<Subject> all(SystemInfo info) {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new EngineSubject(Engine.SCALAR, Tier.AUTO, StoreMode.AUTO));
        for (SystemInfo.EngineInfo engine : info.engines()) {
            if (engine.engine() == Engine.VECTOR && engine.unavailable() == null) {
                subjects.add(new EngineSubject(Engine.VECTOR, Tier.AUTO, StoreMode.AUTO));
            }
        }
        for (SystemInfo.TierInfo tier : info.tiers()) {
            if (tier.unavailable() == null) {
                for (StoreMode stores : StoreMode.values()) {
                    subjects.add(new EngineSubject(Engine.NATIVE, tier.tier(), stores));
                }
            }
        }
        return subjects;
    }

    /** An engine of the library. */
    record EngineSubject(Engine engine, Tier tier, StoreMode stores) implements Subject {
        @Override
        public String name() {
            return engine != Engine.NATIVE
                    ? Text.lower(engine)
                    : "native " + Text.lower(tier) + " " + Text.lower(stores) + " stores";
        }

        @Override
        public void fill(Recipe recipe, int threads, long offset, MemorySegment buffer) {
            stream(recipe, threads).fill(offset, buffer);
        }

        @Override
        public Verification verify(Recipe recipe, int threads, long offset, MemorySegment buffer) {
            return stream(recipe, threads).verify(offset, buffer);
        }

        private DataStream stream(Recipe recipe, int threads) {
            return new DataStream(new GeneratorConfig(recipe, engine, tier, stores, threads));
        }
    }
}
