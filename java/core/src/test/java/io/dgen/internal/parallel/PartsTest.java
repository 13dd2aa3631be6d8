package io.dgen.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PartsTest {

    @Test
    void partsFollowEachOtherAndEndAtMultiples() {
        SplittableRandom random = new SplittableRandom(20);
        for (int i = 0; i < 2000; i++) {
            long size = 1L << random.nextInt(22);
            long offset = i % 3 == 0 ? random.nextLong(Long.MAX_VALUE - 4_000_000) : random.nextLong(3 * size);
            assertCovers(new Parts(offset, 1 + random.nextLong(Math.min(4_000_000, 100 * size)), size));
        }
    }

    @Test
    void partsReachTheLastOffset() {
        long size = 1 << 20;
        assertCovers(new Parts(Long.MAX_VALUE - 1, 1, size));
        assertCovers(new Parts(Long.MAX_VALUE - size, size, size));
        assertCovers(new Parts(Long.MAX_VALUE - 5 * size + 3, 5 * size - 3, size));
    }

    private static void assertCovers(Parts parts) {
        long next = parts.offset();
        for (long i = 0; i < parts.count(); i++) {
            long length = parts.length(i);
            assertThat(parts.start(i)).as("%s: start of part %d", parts, i).isEqualTo(next);
            assertThat(length).as("%s: length of part %d", parts, i).isBetween(1L, parts.size());
            next += length;
            if (i < parts.count() - 1) {
                assertThat(next % parts.size())
                        .as("%s: end of part %d", parts, i)
                        .isZero();
            }
        }
        assertThat(next).as("%s: end", parts).isEqualTo(parts.offset() + parts.length());
    }
}
