// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Compression;
import io.dgen.Dedup;
import io.dgen.Recipe;
import io.dgen.analyze.internal.fit.CopiesFit.CopiesGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CopiesFitTest {
    private static long contents(Dedup dedup, long blocks) {
        return new Recipe(1, 0, blocks * 4096, 4096, dedup, Compression.NONE).contentBlocks();
    }

    @Test
    void everyHistogramHasItsRatioAtEverySize() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            List<CopiesGroup> groups = new ArrayList<>();
            for (int j = random.nextInt(31); j >= 0; j--) {
                double many = Math.ceil(Math.exp(random.nextDouble(15)));
                groups.add(new CopiesGroup(many, many * (1 + random.nextInt(4) * Math.exp(random.nextDouble(8)))));
            }
            double mean = groups.stream().mapToDouble(CopiesGroup::chunks).sum()
                    / groups.stream().mapToDouble(CopiesGroup::contents).sum();
            // The ratio is of bytes, the groups are of chunks: they may differ, and estimates differ more.
            double ratio = random.nextInt(4) == 0 ? 1 + random.nextDouble(20) : mean;
            long blocks = (long) Math.ceil(Math.exp(random.nextDouble(i % 2 == 0 ? 8 : 25)));

            Dedup dedup = CopiesFit.of(blocks, ratio, groups);

            assertThat(contents(dedup, blocks))
                    .as(blocks + " blocks, " + ratio + ", " + groups)
                    .isEqualTo(Math.clamp(Math.round(blocks / ratio), 1, blocks));
        }
    }

    @Test
    void wholeNumbersOfCopiesAreKept() {
        List<CopiesGroup> groups = List.of(new CopiesGroup(80, 80), new CopiesGroup(10, 20), new CopiesGroup(10, 100));

        assertThat(CopiesFit.of(2000, 2, groups)).isEqualTo(Dedup.parse("copies(1@0.8+2@0.1+10@0.1)"));
        assertThat(CopiesFit.of(2000, 1, List.of(new CopiesGroup(70, 70)))).isEqualTo(Dedup.NONE);
        assertThat(CopiesFit.of(2000, 4, List.of(new CopiesGroup(1, 4)))).isEqualTo(Dedup.of(4));
        assertThat(CopiesFit.of(2000, 2, List.of())).isEqualTo(Dedup.of(2));
    }

    /** Half of the data are zeros: they become several contents, each with a small share of the stream. */
    @Test
    void contentWithALargeShareIsSplit() {
        Dedup.Copies copies = (Dedup.Copies)
                CopiesFit.of(2000, 2000 / 1001.0, List.of(new CopiesGroup(1000, 1000), new CopiesGroup(1, 1000)));

        assertThat(copies.bins()).allSatisfy(bin -> assertThat(bin.copies()).isLessThan(2000 / 20));
    }

    /** At least one content of zeros remains, even in a short stream. */
    @Test
    void rareContentsKeepTheirShare() {
        Dedup.Copies copies = (Dedup.Copies)
                CopiesFit.of(10, 10 / 6.0, List.of(new CopiesGroup(50_000, 50_000), new CopiesGroup(1, 50_000)));

        assertThat(copies.bins()).anySatisfy(bin -> assertThat(bin.copies()).isEqualTo(5));
    }
}
