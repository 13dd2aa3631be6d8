// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.buffer.ThreadScratch;
import io.dgen.internal.format.Mix64;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.StreamKey;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The engine that uses the Vector API. It uses only one species: C2 does not use its intrinsics in a program that mixes
 * vector shapes.
 *
 * <p>The lanes of a page form groups of one vector each. Two groups are advanced side by side: two groups of one page
 * or, if a vector holds all eight lanes, the groups of two pages.
 */
final class VectorEngine extends JavaEngine {
    private static final VectorSpecies<Long> SPECIES = species();
    private static final int GROUP_LANES = SPECIES.length();
    private static final int GROUPS = Page.LANES / GROUP_LANES;
    private static final int ROWS = 4;
    /** Lane l of the vector holds l * GAMMA. */
    private static final LongVector LANE_GAMMAS =
            LongVector.broadcast(SPECIES, 0).addIndex(1).mul(Mix64.GAMMA);

    private static VectorSpecies<Long> species() {
        VectorSpecies<Long> preferred = LongVector.SPECIES_PREFERRED;
        return preferred.length() <= Page.LANES ? preferred : LongVector.SPECIES_512;
    }

    @Override
    public EngineKind kind() {
        return EngineKind.VECTOR;
    }

    /** The states of two groups, row by row: a0, b0, a1, b1, ... */
    private static final ThreadScratch<long[]> STATES = new ThreadScratch<>(() -> new long[2 * ROWS * GROUP_LANES]);

    @Override
    void makeLines(StreamKey key, PageBatch batch) {
        long[] states = STATES.get();
        long[] words = batch.words();
        long page = batch.page();
        int cells = batch.cells();
        int length = batch.lines() * Page.LANES;
        int groups = batch.count() * GROUPS;
        // With an odd number of groups the last pair makes one page more than needed, which is cheaper than separate
        // code for one group.
        for (int g = 0; g < groups; g += 2) {
            seed(key, gammaOf(page, g), 0, states);
            seed(key, gammaOf(page, g + 1), GROUP_LANES, states);
            for (int cell = 0; cell < cells; cell++) {
                int start = cell * (Page.WORDS / cells);
                walk(states, words, start + at(g), start + at(g + 1), length);
            }
        }
    }

    private static long gammaOf(long page, int group) {
        return Page.gammaOf(page + group / GROUPS) + (group % GROUPS) * (GROUP_LANES * Mix64.GAMMA);
    }

    private static int at(int group) {
        return group / GROUPS * Page.WORDS + group % GROUPS * GROUP_LANES;
    }

    private static void seed(StreamKey key, long gamma, int at, long[] states) {
        seedRow(key.k0() + gamma, states, at);
        seedRow(key.k1() + gamma, states, at + 2 * GROUP_LANES);
        seedRow(key.k2() + gamma, states, at + 4 * GROUP_LANES);
        seedRow(key.k3() + gamma, states, at + 6 * GROUP_LANES);
    }

    private static void seedRow(long first, long[] states, int at) {
        LongVector z = LANE_GAMMAS.add(first);
        z = xor(z, z.lanewise(VectorOperators.LSHR, 30)).mul(Mix64.MULTIPLIER_1);
        z = xor(z, z.lanewise(VectorOperators.LSHR, 27)).mul(Mix64.MULTIPLIER_2);
        xor(z, z.lanewise(VectorOperators.LSHR, 31)).intoArray(states, at);
    }

    private static void walk(long[] states, long[] words, int atA, int atB, int length) {
        LongVector a0 = LongVector.fromArray(SPECIES, states, 0);
        LongVector b0 = LongVector.fromArray(SPECIES, states, GROUP_LANES);
        LongVector a1 = LongVector.fromArray(SPECIES, states, 2 * GROUP_LANES);
        LongVector b1 = LongVector.fromArray(SPECIES, states, 3 * GROUP_LANES);
        LongVector a2 = LongVector.fromArray(SPECIES, states, 4 * GROUP_LANES);
        LongVector b2 = LongVector.fromArray(SPECIES, states, 5 * GROUP_LANES);
        LongVector a3 = LongVector.fromArray(SPECIES, states, 6 * GROUP_LANES);
        LongVector b3 = LongVector.fromArray(SPECIES, states, 7 * GROUP_LANES);
        for (int i = 0; i < length; i += Page.LANES) {
            a0.add(a3).lanewise(VectorOperators.ROL, 23).add(a0).intoArray(words, atA + i);
            b0.add(b3).lanewise(VectorOperators.ROL, 23).add(b0).intoArray(words, atB + i);
            LongVector ta = a1.lanewise(VectorOperators.LSHL, 17);
            LongVector tb = b1.lanewise(VectorOperators.LSHL, 17);
            a2 = xor(a2, a0);
            b2 = xor(b2, b0);
            a3 = xor(a3, a1);
            b3 = xor(b3, b1);
            a1 = xor(a1, a2);
            b1 = xor(b1, b2);
            a0 = xor(a0, a3);
            b0 = xor(b0, b3);
            a2 = xor(a2, ta);
            b2 = xor(b2, tb);
            a3 = a3.lanewise(VectorOperators.ROL, 45);
            b3 = b3.lanewise(VectorOperators.ROL, 45);
        }
        // The next cell continues from these states.
        a0.intoArray(states, 0);
        b0.intoArray(states, GROUP_LANES);
        a1.intoArray(states, 2 * GROUP_LANES);
        b1.intoArray(states, 3 * GROUP_LANES);
        a2.intoArray(states, 4 * GROUP_LANES);
        b2.intoArray(states, 5 * GROUP_LANES);
        a3.intoArray(states, 6 * GROUP_LANES);
        b3.intoArray(states, 7 * GROUP_LANES);
    }

    private static LongVector xor(LongVector x, LongVector y) {
        return x.lanewise(VectorOperators.XOR, y);
    }
}
