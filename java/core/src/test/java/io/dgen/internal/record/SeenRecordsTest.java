// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the set with numbers that come in order, with gaps, late and repeatedly. */
class SeenRecordsTest {
    private static final int CHUNK = 1 << 16;

    /** Distance of the numbers that are added: small ones are nearly in order, large ones are in many chunks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000, 3 * CHUNK})
    void isASet(int distance) {
        SplittableRandom random = new SplittableRandom(distance);
        long first = CHUNK - 5;
        SeenRecords seen = new SeenRecords(first);
        Set<Long> model = new HashSet<>();
        long missing = first;
        for (int i = 0; i < 3 * CHUNK; i++) {
            long number = first + i / 2 + random.nextInt(distance);
            boolean isRight = seen.add(number) == model.add(number);
            while (model.contains(missing)) {
                missing++;
            }
            if (!isRight || seen.firstMissing() != missing) {
                throw new AssertionError("number " + number);
            }
        }
        assertThat(seen.count()).isEqualTo(model.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, CHUNK - 1, CHUNK, Long.MAX_VALUE - 2 * CHUNK})
    void aLateNumberClosesTheGap(long first) {
        SeenRecords seen = new SeenRecords(first);
        long end = first + 2 * CHUNK;
        for (long number = first + 1; number < end; number++) {
            seen.add(number);
        }
        assertThat(seen.firstMissing()).isEqualTo(first);
        assertThat(seen.add(first)).isTrue();
        assertThat(seen.firstMissing()).isEqualTo(end);
        assertThat(seen.add(end - 1)).isFalse();
        assertThat(seen.count()).isEqualTo(2 * CHUNK);
    }
}
