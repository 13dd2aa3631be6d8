package io.dgen.internal.engine;

import io.dgen.Engine;
import io.dgen.internal.format.Mix64;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.StreamKey;

/** Plain Java: the readable reference of format v1, and the engine that always works. */
final class ScalarEngine extends JavaEngine {

    @Override
    public Engine kind() {
        return Engine.SCALAR;
    }

    @Override
    void makePages(StreamKey key, long page, int count, long[] words) {
        for (int i = 0; i < count; i++) {
            for (int lane = 0; lane < Page.LANES; lane += 2) {
                makeTwoLanes(key, Page.gammaOf(page + i) + lane * Mix64.GAMMA, words, i * Page.WORDS + lane);
            }
        }
    }

    /** Two Xoshiro256++ generators side by side: one alone would wait for its own previous step. */
    private static void makeTwoLanes(StreamKey key, long gamma, long[] words, int at) {
        long a0 = Mix64.mix(key.k0() + gamma);
        long a1 = Mix64.mix(key.k1() + gamma);
        long a2 = Mix64.mix(key.k2() + gamma);
        long a3 = Mix64.mix(key.k3() + gamma);
        long b0 = Mix64.mix(key.k0() + gamma + Mix64.GAMMA);
        long b1 = Mix64.mix(key.k1() + gamma + Mix64.GAMMA);
        long b2 = Mix64.mix(key.k2() + gamma + Mix64.GAMMA);
        long b3 = Mix64.mix(key.k3() + gamma + Mix64.GAMMA);
        for (int i = at; i < at + Page.WORDS - 1; i += Page.LANES) {
            words[i] = Long.rotateLeft(a0 + a3, 23) + a0;
            words[i + 1] = Long.rotateLeft(b0 + b3, 23) + b0;
            long ta = a1 << 17;
            long tb = b1 << 17;
            a2 ^= a0;
            b2 ^= b0;
            a3 ^= a1;
            b3 ^= b1;
            a1 ^= a2;
            b1 ^= b2;
            a0 ^= a3;
            b0 ^= b3;
            a2 ^= ta;
            b2 ^= tb;
            a3 = Long.rotateLeft(a3, 45);
            b3 = Long.rotateLeft(b3, 45);
        }
    }
}
