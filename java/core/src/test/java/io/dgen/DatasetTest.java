// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
    private static final String FIXED = "files=50,size=10000";
    private static final String UNIFORM = "files=777,size=uniform(0..30000)";
    private static final String LOG_NORMAL = "files=1013,size=lognormal(8KiB,1.5)[0..1MiB]";
    private static final String BUCKETS = "files=101,size=0@0.3+5000@0.4+12288@0.3";
    private static final String LIST = "files=23,size=list(5000,0,4096,5000)";
    private static final String TOTAL = "total=1234567,size=lognormal(8KiB,1.5)";

    private static Dataset set(String keys) {
        return Dataset.parse("dgenset1:" + keys + ";dgen1:seed=7,block=4KiB,dedup=2.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {FIXED, UNIFORM, LOG_NORMAL, BUCKETS, LIST, TOTAL})
    void positionsAreSumsOfSizes(String keys) {
        Dataset set = set(keys);
        Iterator<DatasetFile> files = set.files().iterator();
        long bytes = 0;
        long body = 0;
        for (long i = 0; i < set.fileCount(); i++) {
            DatasetFile next = files.next();
            DatasetFile file = set.file(i);
            assertThat(next).isEqualTo(file);
            assertThat(List.of(next.index(), next.sizeBytes(), next.bodyOffset(), next.tailOffset()))
                    .isEqualTo(List.of(i, file.sizeBytes(), body, file.tailOffset()));
            assertThat(set.bytesBefore(i)).isEqualTo(bytes);
            assertThat(file.bodyBytes() + file.tailBytes()).isEqualTo(file.sizeBytes());
            bytes += file.sizeBytes();
            body += file.bodyBytes();
        }
        assertThat(files).isExhausted();
        assertThat(set.totalBytes()).isEqualTo(bytes).isEqualTo(set.bytesBefore(set.fileCount()));
        assertThat(set.body().sizeBytes()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {FIXED, UNIFORM, LOG_NORMAL, BUCKETS, LIST, TOTAL})
    void filesAreFoundByPathAndByPositions(String keys) {
        Dataset set = set(keys);
        set.files().forEach(file -> {
            assertThat(set.find(file.path())).contains(file);
            if (file.bodyBytes() > 0) {
                assertThat(set.bodyPosition(file.bodyOffset())).isEqualTo(new Dataset.Position(file, 0));
                assertThat(set.bodyPosition(file.bodyOffset() + file.bodyBytes() - 1))
                        .isEqualTo(new Dataset.Position(file, file.bodyBytes() - 1));
            }
            if (file.tailBytes() > 0) {
                Dataset.Position last = set.tailPosition(file.tailOffset() + file.tailBytes() - 1)
                        .orElseThrow();
                assertThat(last.file().tailOffset()).isEqualTo(file.tailOffset());
                assertThat(last.file().index()).isLessThanOrEqualTo(file.index());
                assertThat(last.offset()).isEqualTo(last.file().sizeBytes() - 1);
            }
        });
        assertThat(set.find("f9999")).isEmpty();
        assertThat(set.find("no")).isEmpty();
    }

    @Test
    void bytesOfTheTailsThatNoFileHasAreInNone() {
        Dataset set = set(FIXED);
        DatasetFile file = set.file(0);
        assertThat(set.tailPosition(file.tailOffset() + file.tailBytes())).isEmpty();
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> set.tailPosition(set.tails().sizeBytes()));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> set.bodyPosition(set.body().sizeBytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {FIXED, UNIFORM, LOG_NORMAL, BUCKETS, LIST, TOTAL, "files=9,size=0", "files=1,size=100"})
    void partsAreTheSetWithEqualShares(String keys) {
        Dataset set = set(keys);
        long largest = set.files().mapToLong(DatasetFile::sizeBytes).max().orElseThrow();
        for (int count : new int[] {1, 2, 3, 7, 100, 5000}) {
            long next = 0;
            for (int i = 0; i < count; i++) {
                Dataset.Part part = set.part(i, count);
                assertThat(part.from()).isEqualTo(next);
                long weight = set.bytesBefore(part.to()) - set.bytesBefore(part.from()) + part.files();
                double share = (double) (set.totalBytes() + set.fileCount()) / count;
                assertThat(Math.abs(weight - share)).isLessThanOrEqualTo(largest + 1);
                next = part.to();
            }
            assertThat(next).isEqualTo(set.fileCount());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.part(3, 3))
                .withMessage("part 3 of 3: expected 0 to 2");
        assertThatIllegalArgumentException().isThrownBy(() -> set.part(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> set.part(-1, 2));
    }

    @Test
    void aRangeOfFilesIsThatOfAllFiles() {
        Dataset set = set(LOG_NORMAL);
        List<DatasetFile> all = set.files().toList();
        for (int from : new int[] {0, 1, 300, 506, 1012, 1013}) {
            assertThat(set.files(from, Math.min(1013, from + 600)).toList())
                    .isEqualTo(all.subList(from, Math.min(1013, from + 600)));
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> set.files(0, 1014));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> set.file(1013));
    }

    @Test
    void aFileOfManyCostsAsMuchAsOneOfFew() {
        Dataset set = set("files=1099511627776,size=lognormal(1MiB,1)[1KiB..6MiB]");
        DatasetFile last = set.file(set.fileCount() - 1);
        assertThat(set.bytesBefore(last.index()) + last.sizeBytes()).isEqualTo(set.totalBytes());
        assertThat(set.bodyPosition(set.body().sizeBytes() - 1).file()).isEqualTo(last);
        assertThat(set.part(99_999, 100_000).to()).isEqualTo(set.fileCount());
        assertThat(set.find(last.path())).contains(last);
    }

    @Test
    void theBuilderMakesWhatTheTextSays() {
        Dataset set = Dataset.builder()
                .files(3)
                .totalBytes(1 << 20)
                .sizes(new FileSizes.LogNormal(4096, 1.5, 100, 1 << 16))
                .name("x/{4}")
                .recipe(Recipe.parse("dgen1:seed=7,size=99,dedup=2"))
                .build();
        assertThat(set)
                .hasToString("dgenset1:total=1MiB,size=lognormal(4KiB,1.5)[100..64KiB],name=x/{4};"
                        + "dgen1:seed=7,stream=0,block=128KiB,dedup=2,compress=1");
        assertThat(set.namePattern()).isEqualTo("x/{4}");
        assertThat(set.sizes()).isEqualTo(FileSizes.parse("lognormal(4KiB,1.50)[100..64K]"));
    }

    @Test
    void theBuilderNeedsSizesRecipeAndNumber() {
        Recipe recipe = Recipe.parse("dgen1:seed=7,size=0");
        FileSizes sizes = new FileSizes.Fixed(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> Dataset.builder().files(1).recipe(recipe).build());
        assertThatIllegalStateException()
                .isThrownBy(() -> Dataset.builder().files(1).sizes(sizes).build());
        assertThatIllegalStateException()
                .isThrownBy(() -> Dataset.builder().sizes(sizes).recipe(recipe).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dataset.builder().files(0))
                .withMessage("files 0: expected 1 to 1099511627776");
        assertThatIllegalArgumentException().isThrownBy(() -> Dataset.builder().totalBytes(0));
    }

    @Test
    void generationsHaveTheSameFilesAndOtherStreams() {
        Dataset set = Dataset.parse("dgenset1:" + UNIFORM + ";dgen1:seed=7,block=4KiB,dedup=2,change=10%");
        Dataset third = set.withGeneration(3);
        assertThat(third).hasToString(set.toString().replace("generation=0", "generation=3"));
        assertThat(third.body()).isEqualTo(set.body().withGeneration(3));
        assertThat(third.tails()).isEqualTo(set.tails().withGeneration(3));
        assertThat(third.file(99).path()).isEqualTo(set.file(99).path());
        assertThat(third.withGeneration(0)).isEqualTo(set);
        assertThatIllegalArgumentException().isThrownBy(() -> set(UNIFORM).withGeneration(1));
    }
}
