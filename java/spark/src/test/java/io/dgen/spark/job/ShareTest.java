// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Dataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    private static final long PART = 8L << 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dgenset1:files=1,size=100MiB;dgen1:seed=1 | 7",
                "dgenset1:files=1,size=0;dgen1:seed=1 | 3",
                "dgenset1:files=10,size=list(0,1,9MiB,64MiB);dgen1:seed=1 | 13",
                "dgenset1:total=300000001,size=40MiB;dgen1:seed=1 | 11",
                "dgenset1:files=1000,size=uniform(0..20MiB);dgen1:seed=1 | 100",
                "dgenset1:files=2,size=3TiB;dgen1:seed=1 | 1000",
            })
    void piecesAreTheSet(String line, int count) {
        Dataset dataset = Dataset.parse(line);
        for (long partBytes : new long[] {PART, Share.WHOLE}) {
            Map<Long, Long> ends = new HashMap<>();
            long most = 0;
            for (Share share : shares(dataset, count, partBytes)) {
                for (Share.Piece piece : share.pieces().toList()) {
                    long file = piece.file().index();
                    assertThat(piece.offset()).isEqualTo(ends.getOrDefault(file, 0L));
                    assertThat(piece.offset() % Checksum.UNIT_BYTES).isZero();
                    assertThat(piece.length() > 0 || piece.file().sizeBytes() == 0)
                            .isTrue();
                    assertThat(piece.length()).isLessThanOrEqualTo(piece.file().sizeBytes());
                    ends.put(file, piece.end());
                }
                most = Math.max(
                        most, share.pieces().mapToLong(Share.Piece::length).sum());
            }
            assertThat(ends).hasSize((int) dataset.fileCount());
            ends.forEach(
                    (file, end) -> assertThat(end).isEqualTo(dataset.file(file).sizeBytes()));
            if (partBytes == PART) {
                // Parts of an object of S3 are larger if there were more than 10,000 of them.
                long part = Math.max(PART, dataset.totalBytes() / dataset.fileCount() / 10_000 + Checksum.UNIT_BYTES);
                assertThat(most).isLessThanOrEqualTo(dataset.totalBytes() / count + 2 * part);
            }
        }
    }

    /** The driver begins the files of which a task has only a part. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dgenset1:files=1,size=100MiB;dgen1:seed=1 | 50",
                "dgenset1:files=10,size=list(0,1,9MiB,64MiB);dgen1:seed=1 | 13",
                "dgenset1:files=30,size=list(0,20MiB);dgen1:seed=1 | 7",
            })
    void filesOfSeveralTasksAreFound(String line, int count) {
        Dataset dataset = Dataset.parse(line);
        Map<Long, Set<Integer>> expected = new TreeMap<>();
        for (Share share : shares(dataset, count, PART)) {
            share.pieces()
                    .filter(piece -> !piece.isWhole())
                    .forEach(piece -> expected.computeIfAbsent(piece.file().index(), _ -> new TreeSet<>())
                            .add(share.index()));
        }
        Map<Long, Set<Integer>> found = new TreeMap<>();
        CutFiles.find(dataset, new Plan(line, "", count, PART, Existing.REFUSE, ""))
                .forEach((file, tasks) -> found.put(file, new TreeSet<>(tasks)));
        assertThat(found).isEqualTo(expected).isNotEmpty();
    }

    private static List<Share> shares(Dataset dataset, int count, long partBytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Share(dataset, i, count, partBytes))
                .toList();
    }
}
