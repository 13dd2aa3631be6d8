// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dgen.testing.Vectors;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The datasets of docs/vectors/format-v1.json. */
class DatasetVectorsTest {

    @Test
    void hasTheCanonicalForm() {
        for (Vectors.Set v : Vectors.datasets()) {
            Dataset set = Dataset.parse(v.dataset());
            assertThat(set).as(v.dataset()).hasToString(v.canonical());
            assertThat(Dataset.parse(v.canonical()))
                    .as(v.dataset())
                    .isEqualTo(set)
                    .hasSameHashCodeAs(set);
        }
    }

    @Test
    void hasTheFilesAndStreams() {
        for (Vectors.Set v : Vectors.datasets()) {
            Dataset set = Dataset.parse(v.dataset());
            assertThat(set.fileCount()).as(v.dataset()).isEqualTo(v.files());
            assertThat(set.totalBytes()).as(v.dataset()).isEqualTo(v.bytes());
            assertThat(set.body()).as(v.dataset()).hasToString(v.body());
            assertThat(set.tails()).as(v.dataset()).hasToString(v.tails());
        }
    }

    @Test
    void hasTheParts() {
        for (Vectors.Set v : Vectors.datasets()) {
            Dataset set = Dataset.parse(v.dataset());
            int count = v.parts().size() - 1;
            List<Long> limits = Stream.concat(
                            IntStream.range(0, count)
                                    .mapToObj(i -> set.part(i, count).from()),
                            Stream.of(set.part(count - 1, count).to()))
                    .toList();
            assertThat(limits).as(v.dataset()).isEqualTo(v.parts());
        }
    }

    @Test
    void hasPathSizeAndPositionsOfEachFile() {
        for (Vectors.File v : Vectors.files()) {
            DatasetFile file = Dataset.parse(v.dataset()).file(v.file());
            assertThat(List.of(file.path(), file.sizeBytes(), file.bodyOffset(), file.tailOffset()))
                    .as("%s", v)
                    .isEqualTo(List.of(v.path(), v.size(), v.body(), v.tail()));
        }
    }

    @Test
    void hasTheBytesOfEachFile() throws Exception {
        for (Vectors.FileDigest v : Vectors.fileDigests()) {
            Dataset set = Dataset.parse(v.dataset());
            DatasetFile file = set.file(v.file());
            byte[] bytes = new byte[(int) file.sizeBytes()];
            new DatasetContent(set, GeneratorConfig.of(set.body())).fill(file, 0, MemorySegment.ofArray(bytes));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            assertThat(HexFormat.of().formatHex(digest)).as("%s", v).isEqualTo(v.sha256());
        }
    }

    @Test
    void refusesTheInvalidDatasets() {
        for (Vectors.InvalidSet v : Vectors.invalidDatasets()) {
            // The part of the message after the line itself.
            assertThatIllegalArgumentException()
                    .as("%s", v)
                    .isThrownBy(() -> Dataset.parse(v.dataset()))
                    .havingCause()
                    .withMessageContaining(v.names());
        }
    }
}
