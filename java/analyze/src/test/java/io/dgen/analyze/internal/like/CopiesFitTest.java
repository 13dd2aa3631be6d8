package io.dgen.analyze.internal.like;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Compression;
import io.dgen.Dedup;
import io.dgen.Recipe;
import io.dgen.analyze.internal.like.CopiesFit.Row;
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
            List<Row> rows = new ArrayList<>();
            for (int j = random.nextInt(31); j >= 0; j--) {
                double many = Math.ceil(Math.exp(random.nextDouble(15)));
                rows.add(new Row(many, many * (1 + random.nextInt(4) * Math.exp(random.nextDouble(8)))));
            }
            double mean = rows.stream().mapToDouble(Row::chunks).sum()
                    / rows.stream().mapToDouble(Row::contents).sum();
            // The ratio counts bytes, the rows count chunks: they may differ, and estimates differ more.
            double ratio = random.nextInt(4) == 0 ? 1 + random.nextDouble(20) : mean;
            long blocks = (long) Math.ceil(Math.exp(random.nextDouble(i % 2 == 0 ? 8 : 25)));

            Dedup dedup = CopiesFit.of(blocks, ratio, rows);

            assertThat(contents(dedup, blocks))
                    .as(blocks + " blocks, " + ratio + ", " + rows)
                    .isEqualTo(Math.clamp(Math.round(blocks / ratio), 1, blocks));
        }
    }

    @Test
    void wholeNumbersOfCopiesAreKept() {
        List<Row> rows = List.of(new Row(80, 80), new Row(10, 20), new Row(10, 100));

        assertThat(CopiesFit.of(2000, 2, rows)).isEqualTo(Dedup.parse("copies(1@0.8+2@0.1+10@0.1)"));
        assertThat(CopiesFit.of(2000, 1, List.of(new Row(70, 70)))).isEqualTo(Dedup.NONE);
        assertThat(CopiesFit.of(2000, 4, List.of(new Row(1, 4)))).isEqualTo(Dedup.of(4));
        assertThat(CopiesFit.of(2000, 2, List.of())).isEqualTo(Dedup.of(2));
    }

    /** Zeros, half of the data: a few contents, each so often that it is a small part of the stream. */
    @Test
    void oneContentIsMadeAsSeveral() {
        Dedup.Copies copies =
                (Dedup.Copies) CopiesFit.of(2000, 2000 / 1001.0, List.of(new Row(1000, 1000), new Row(1, 1000)));

        assertThat(copies.bins()).allSatisfy(share -> assertThat(share.copies()).isLessThan(2000 / 20));
    }

    /** No fewer than one content of zeros is left, however short the stream. */
    @Test
    void rareContentsKeepTheirShare() {
        Dedup.Copies copies =
                (Dedup.Copies) CopiesFit.of(10, 10 / 6.0, List.of(new Row(50_000, 50_000), new Row(1, 50_000)));

        assertThat(copies.bins()).anySatisfy(share -> assertThat(share.copies()).isEqualTo(5));
    }
}
