// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlicesTest {

    @Test
    void slicesFollowEachOtherAndEndAtMultiples() {
        SplittableRandom random = new SplittableRandom(20);
        for (int i = 0; i < 2000; i++) {
            long size = 1L << random.nextInt(22);
            long offset = i % 3 == 0 ? random.nextLong(Long.MAX_VALUE - 4_000_000) : random.nextLong(3 * size);
            assertCovers(new Slices(offset, 1 + random.nextLong(Math.min(4_000_000, 100 * size)), size));
        }
    }

    @Test
    void slicesReachTheLastOffset() {
        long size = 1 << 20;
        assertCovers(new Slices(Long.MAX_VALUE - 1, 1, size));
        assertCovers(new Slices(Long.MAX_VALUE - size, size, size));
        assertCovers(new Slices(Long.MAX_VALUE - 5 * size + 3, 5 * size - 3, size));
    }

    private static void assertCovers(Slices slices) {
        long next = slices.offset();
        for (long i = 0; i < slices.count(); i++) {
            long length = slices.length(i);
            assertThat(slices.start(i)).as("%s: start of slice %d", slices, i).isEqualTo(next);
            assertThat(length).as("%s: length of slice %d", slices, i).isBetween(1L, slices.size());
            next += length;
            if (i < slices.count() - 1) {
                assertThat(next % slices.size())
                        .as("%s: end of slice %d", slices, i)
                        .isZero();
            }
        }
        assertThat(next).as("%s: end", slices).isEqualTo(slices.offset() + slices.length());
    }
}
