// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.Dedup;
import io.dgen.Recipe;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The dedup plans, implemented from docs/format.md with arbitrary-precision numbers. Shares no code with the plans. */
public final class PlanModel {
    private static final long DEDUP = 0x6467656E31646475L;
    private static final long GENERATION = 0x6467656E3167656EL;
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private PlanModel() {}

    /** Slots and contents of a class. */
    private record Class(long slots, long contents) {}

    /** The content block of logical block b. */
    public static long contentBlock(Recipe recipe, long b) {
        long first = contentBlockOfFirst(recipe, b);
        BigInteger u = BigInteger.valueOf(recipe.contentBlocks());
        BigInteger changes = new BigDecimal(Double.toString(recipe.generation().change()))
                .multiply(BigDecimal.valueOf(recipe.generation().number()))
                .multiply(new BigDecimal(u))
                .toBigInteger();
        BigInteger phase = BigInteger.valueOf(permutation(recipe, GENERATION, u.longValueExact(), first));
        BigInteger version = changes.add(phase).divide(u);
        return version.multiply(u).add(BigInteger.valueOf(first)).longValueExact();
    }

    private static long contentBlockOfFirst(Recipe recipe, long b) {
        long n = Model.logicalBlocks(recipe).longValueExact();
        return switch (recipe.dedup()) {
            case Dedup.RoundRobin plan -> b % roundRobin(n, plan.ratio());
            case Dedup.Windowed plan -> windowed(n, plan.windowBytes() / recipe.blockSizeBytes(), plan.ratio(), b);
            case Dedup.Copies plan -> scattered(recipe, n, classes(n, plan), b);
            case Dedup.HotSet plan -> scattered(recipe, n, classes(n, plan), b);
        };
    }

    private static long roundRobin(long n, double ratio) {
        return Model.contentBlocks(BigInteger.valueOf(n), ratio).longValueExact();
    }

    private static long windowed(long n, long w, double ratio, long b) {
        if (ratio == 1) {
            return b;
        }
        BigDecimal two64 = new BigDecimal(BigInteger.TWO.pow(64));
        BigInteger phi = ceil(two64, new BigDecimal(Double.toString(ratio)));
        long first = b / w * w;
        long end = Math.min(n, first + w);
        long start = start(phi, first);
        return start + (b - first) % Math.max(1, start(phi, end) - start);
    }

    private static BigInteger ceil(BigDecimal a, BigDecimal b) {
        BigDecimal[] quotient = a.divideAndRemainder(b);
        return quotient[0].toBigIntegerExact().add(quotient[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE);
    }

    private static long start(BigInteger phi, long b) {
        return phi.multiply(BigInteger.valueOf(b))
                .add(BigInteger.TWO.pow(63))
                .shiftRight(64)
                .longValueExact();
    }

    private static List<Class> classes(long n, Dedup.Copies plan) {
        BigDecimal total = BigDecimal.ZERO;
        for (Dedup.HistogramBin bin : plan.bins()) {
            total = total.add(mass(bin));
        }
        List<Class> classes = new ArrayList<>();
        BigDecimal mass = BigDecimal.ZERO;
        long before = 0;
        for (Dedup.HistogramBin bin : plan.bins()) {
            mass = mass.add(mass(bin));
            long upTo = round(mass.multiply(BigDecimal.valueOf(n)), total);
            long slots = upTo - before;
            long contents =
                    slots == 0 ? 0 : Math.max(1, round(BigDecimal.valueOf(slots), BigDecimal.valueOf(bin.copies())));
            classes.add(new Class(slots, contents));
            before = upTo;
        }
        return classes;
    }

    private static BigDecimal mass(Dedup.HistogramBin bin) {
        return new BigDecimal(Double.toString(bin.share())).multiply(BigDecimal.valueOf(bin.copies()));
    }

    private static List<Class> classes(long n, Dedup.HotSet plan) {
        long u = roundRobin(n, plan.ratio());
        if (u < 2) {
            return List.of(new Class(n, u));
        }
        long contents = round(times(u, plan.contentShare()), BigDecimal.ONE);
        long hot = Math.min(Math.max(contents, 1), u - 1);
        long slots = round(times(n, plan.writeShare()), BigDecimal.ONE);
        long hotSlots = Math.min(Math.max(slots, hot), n - (u - hot));
        return List.of(new Class(hotSlots, hot), new Class(n - hotSlots, u - hot));
    }

    private static BigDecimal times(long whole, double share) {
        return BigDecimal.valueOf(whole).multiply(new BigDecimal(Double.toString(share)));
    }

    /** a / b, rounded half up. */
    private static long round(BigDecimal a, BigDecimal b) {
        return a.add(b.multiply(HALF)).divideToIntegralValue(b).longValueExact();
    }

    private static long scattered(Recipe recipe, long n, List<Class> classes, long b) {
        long unique = classes.stream().mapToLong(Class::contents).sum();
        if (unique == n) {
            return b;
        }
        long slot = permutation(recipe, DEDUP, n, b);
        long firstContent = 0;
        for (Class c : classes) {
            if (slot < c.slots()) {
                return firstContent + slot % c.contents();
            }
            slot -= c.slots();
            firstContent += c.contents();
        }
        throw new IllegalStateException("slot " + slot + " after the last class");
    }

    private static long permutation(Recipe recipe, long domain, long n, long b) {
        long u = Model.mix64(recipe.seed() + domain);
        long v = Model.mix64(recipe.streamId() + domain);
        int bits = 2;
        while (1L << bits < n) {
            bits++;
        }
        int lowBits = bits / 2;
        int highBits = bits - lowBits;
        long x = b;
        do {
            long low = x & (1L << lowBits) - 1;
            long high = x >>> lowBits;
            for (int j = 0; j < 4; j++) {
                long key = Model.mix64(Model.mix64(u + (2 * j + 1) * GAMMA) ^ Model.mix64(v + (2 * j + 2) * GAMMA));
                if (j % 2 == 0) {
                    high ^= Model.mix64(key ^ low) & (1L << highBits) - 1;
                } else {
                    low ^= Model.mix64(key ^ high) & (1L << lowBits) - 1;
                }
            }
            x = high << lowBits | low;
        } while (x >= n);
        return x;
    }
}
