// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.internal.format.Domain;
import io.dgen.internal.format.StreamKey;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {

    private static StreamKey key(long seed) {
        return StreamKey.derive(Domain.DEDUP, seed, 3);
    }

    @Test
    void everyValueIsHitOnce() {
        for (int n = 1; n <= 2000; n++) {
            for (long seed = 0; seed < 3; seed++) {
                Permutation permutation = new Permutation(key(seed), n);
                BitSet hit = new BitSet(n);
                for (int value = 0; value < n; value++) {
                    long image = permutation.apply(value);
                    hit.set(Math.toIntExact(image));
                    assertThat(permutation.invert(image)).isEqualTo(value);
                }
                assertThat(hit.cardinality()).as("n %d, seed %d", n, seed).isEqualTo(n);
                assertThat(hit.length()).as("n %d, seed %d", n, seed).isEqualTo(n);
            }
        }
    }

    /**
     * A large permutation has too many values to enumerate. A function that is not a permutation would have collisions
     * in the sample.
     */
    @ParameterizedTest
    @ValueSource(longs = {(1L << 20) + 1, (1L << 32) - 5, (1L << 50) + 3, 1L << 51})
    void valuesOfALargeOneAreDifferentAndInRange(long n) {
        Permutation permutation = new Permutation(key(9), n);
        long step = n / 100_000;
        long[] images = new long[100_000];
        for (int i = 0; i < images.length; i++) {
            images[i] = permutation.apply(i * step);
        }
        assertThat(images).doesNotHaveDuplicates();
        assertThat(Arrays.stream(images)).allMatch(v -> v >= 0 && v < n);
    }

    @Test
    void keysGiveDifferentPermutations() {
        long n = 1_000_000;
        Permutation a = new Permutation(key(1), n);
        Permutation b = new Permutation(key(2), n);
        long equal = 0;
        for (long value = 0; value < 10_000; value++) {
            equal += a.apply(value) == b.apply(value) ? 1 : 0;
        }
        assertThat(equal).isLessThan(5);
    }

    /** The mean distance between the images of adjacent values is n / 3, as for two random positions. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1025, 65_536, 99_991})
    void neighboursAreScattered(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double sum = 0;
        int together = 0;
        int samples = 0;
        for (int seed = 0; seed < 50; seed++) {
            Permutation permutation = new Permutation(key(seed), n);
            for (int i = 0; i < 1000; i++) {
                long value = random.nextLong(n - 1);
                long distance = permutation.apply(value + 1) - permutation.apply(value);
                sum += Math.abs(distance);
                together += distance == 1 ? 1 : 0;
                samples++;
            }
        }
        assertThat(sum / samples / n).isCloseTo(1 / 3.0, within(0.005));
        assertThat((double) together / samples).isLessThan(3.0 / n + 0.001);
    }
}
