// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.format.Mix64;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.StreamKey;

/** Plain Java: the reference implementation of format v1 in Java, and the engine that is always available. */
final class ScalarEngine extends JavaEngine {

    @Override
    public EngineKind kind() {
        return EngineKind.SCALAR;
    }

    @Override
    void makeLines(StreamKey key, PageBatch batch) {
        for (int i = 0; i < batch.count(); i++) {
            for (int lane = 0; lane < Page.LANES; lane++) {
                long gamma = Page.gammaOf(batch.page() + i) + lane * Mix64.GAMMA;
                makeLane(key, gamma, batch, i * Page.WORDS + lane);
            }
        }
    }

    /** Xoshiro256++, one lane at a time: two lanes side by side need more registers than the CPU has. */
    private static void makeLane(StreamKey key, long gamma, PageBatch batch, int at) {
        long[] words = batch.words();
        int cells = batch.cells();
        int lines = batch.lines();
        long s0 = Mix64.mix(key.k0() + gamma);
        long s1 = Mix64.mix(key.k1() + gamma);
        long s2 = Mix64.mix(key.k2() + gamma);
        long s3 = Mix64.mix(key.k3() + gamma);
        for (int cell = 0; cell < cells; cell++) {
            int start = at + cell * (Page.WORDS / cells);
            for (int line = 0; line < lines; line++) {
                words[start + line * Page.LANES] = Long.rotateLeft(s0 + s3, 23) + s0;
                long t = s1 << 17;
                s2 ^= s0;
                s3 ^= s1;
                s1 ^= s2;
                s0 ^= s3;
                s2 ^= t;
                s3 = Long.rotateLeft(s3, 45);
            }
        }
    }
}
