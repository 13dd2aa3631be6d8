package io.dgen.internal.engine;

import io.dgen.Engine;
import io.dgen.Tier;
import io.dgen.testing.Skip;
import org.junit.jupiter.api.Nested;

/** The contract, for every engine and every tier. */
class EngineContractTest {

    abstract static class Selected extends EngineContract {
        private final Engine engine;
        private final Tier tier;

        Selected(Engine engine, Tier tier) {
            this.engine = engine;
            this.tier = tier;
        }

        @Override
        PageEngine create() {
            Skip.unlessAvailable(engine, tier);
            return Engines.select(engine, tier);
        }
    }

    @Nested
    class Scalar extends Selected {
        Scalar() {
            super(Engine.SCALAR, Tier.AUTO);
        }
    }

    @Nested
    class Vector extends Selected {
        Vector() {
            super(Engine.VECTOR, Tier.AUTO);
        }
    }

    @Nested
    class Native extends Selected {
        Native() {
            super(Engine.NATIVE, Tier.AUTO);
        }
    }

    @Nested
    class NativePortable extends Selected {
        NativePortable() {
            super(Engine.NATIVE, Tier.PORTABLE);
        }
    }

    @Nested
    class NativeAvx2 extends Selected {
        NativeAvx2() {
            super(Engine.NATIVE, Tier.AVX2);
        }
    }

    @Nested
    class NativeAvx512 extends Selected {
        NativeAvx512() {
            super(Engine.NATIVE, Tier.AVX512);
        }
    }

    @Nested
    class NativeNeon extends Selected {
        NativeNeon() {
            super(Engine.NATIVE, Tier.NEON);
        }
    }

    @Nested
    class Mapped extends Selected {
        Mapped() {
            super(Engine.AUTO, Tier.AUTO);
        }

        @Override
        PageEngine create() {
            return new MappedMemory(super.create());
        }
    }
}
