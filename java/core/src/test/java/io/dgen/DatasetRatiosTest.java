// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dgen.PredictedRatios.Accuracy;
import io.dgen.testing.ReferenceChunkers;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions are compared with the bytes of the files. */
class DatasetRatiosTest {
    private static final String SMALL = "files=1013,size=uniform(0..4000)";
    private static final String MIXED = "files=500,size=lognormal(4KiB,1.5)[16..1MiB]";
    private static final String LARGE = "files=50,size=uniform(10000..200000)";

    private static Dataset set(String keys, String recipe) {
        return Dataset.parse("dgenset1:" + keys + ";dgen1:seed=7,block=4KiB," + recipe);
    }

    private static List<byte[]> files(Dataset set) {
        DatasetContent content = new DatasetContent(set, GeneratorConfig.of(set.body()));
        return set.files()
                .map(file -> {
                    byte[] bytes = new byte[(int) file.sizeBytes()];
                    content.fill(file, 0, MemorySegment.ofArray(bytes));
                    return bytes;
                })
                .toList();
    }

    /** Bytes of different units, which start at the start of each file. */
    private static long uniqueBytes(Dataset set, int unit) {
        Set<Integer> seen = new HashSet<>();
        long unique = 0;
        for (byte[] bytes : files(set)) {
            for (int at = 0; at < bytes.length; at += unit) {
                int end = Math.min(bytes.length, at + unit);
                // Hashes of 32 bits are sufficient: the seed has no collision.
                if (seen.add(Arrays.hashCode(Arrays.copyOfRange(bytes, at, end)))) {
                    unique += end - at;
                }
            }
        }
        return unique;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                SMALL + ";dedup=2.5",
                MIXED + ";dedup=2",
                MIXED + ";dedup=3,hot=10%@50%",
                LARGE + ";dedup=3,window=64KiB",
                "files=99,size=list(5000,100);dedup=10",
                "files=5,size=100;dedup=10",
                "total=1000001,size=uniform(1000..9000);dedup=2"
            })
    void unitsAreExact(String keys, String recipe) {
        Dataset set = set(keys, recipe);
        PredictedRatios.Unit blocks = set.predictedRatios().blocks();
        assertThat(blocks.uniqueBytes()).isEqualTo(uniqueBytes(set, 4096));
        assertThat(blocks.accuracy()).isEqualTo(Accuracy.EXACT);
        assertThat(blocks.ratio()).isEqualTo((double) set.totalBytes() / blocks.uniqueBytes());
        PredictedRatios.Unit larger = set.predictedRatios().fixed(16384);
        assertThat(larger.uniqueBytes()).isEqualTo(uniqueBytes(set, 16384));
        assertThat(larger.accuracy()).isEqualTo(Accuracy.EXACT);
    }

    @Test
    void equalSmallFilesAreExact() {
        Dataset set = set(SMALL, "dedup=3");
        PredictedRatios.Unit files = set.predictedRatios().wholeFile();
        assertThat(files.uniqueBytes()).isEqualTo(uniqueBytes(set, 1 << 20));
        assertThat(files.accuracy()).isEqualTo(Accuracy.EXACT);
        assertThat(files.note()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {MIXED, LARGE, "files=50,size=8KiB"})
    void moreFilesMayBeEqualThanPredicted(String keys) {
        Dataset set = set(keys, "dedup=5");
        PredictedRatios.Unit files = set.predictedRatios().wholeFile();
        assertThat(files.uniqueBytes()).isGreaterThanOrEqualTo(uniqueBytes(set, 1 << 20));
        assertThat(files.accuracy()).isEqualTo(Accuracy.AT_LEAST);
        assertThat(files.note()).contains("equal files");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fastcdc@2KiB       | files=1013,size=uniform(0..16000)             | dedup=3",
                "fastcdc@4KiB       | files=500,size=lognormal(32KiB,1)             | dedup=2.5",
                "borg@11,15,13,4095 | files=500,size=lognormal(16KiB,1.5)[0..1MiB]  | dedup=2,block=32KiB",
                "casync@8KiB        | files=300,size=lognormal(32KiB,1.5)[0..1MiB]  | dedup=copies(2@0.5+5@0.5),block=16KiB",
                "bup                | files=500,size=lognormal(16KiB,1.5)[0..1MiB]  | dedup=3,compress=2,block=32KiB"
            })
    void chunksAreNearThoseOfAChunkerThatStartsAnewWithEachFile(String chunker, String keys, String recipe) {
        Dataset set = Dataset.parse("dgenset1:" + keys + ";dgen1:seed=7," + recipe);
        double measured =
                (double) set.totalBytes() / ReferenceChunkers.ofFiles(chunker).applyAsLong(files(set));
        PredictedRatios.Unit predicted = set.predictedRatios().contentDefined(Chunker.parse(chunker));
        assertThat(predicted.ratio() / measured)
                .as("measured %s, predicted %s", measured, predicted)
                .isCloseTo(1, within(predicted.errorBound()));
        assertThat(predicted.errorBound()).isLessThan(0.1);
    }

    @Test
    void fewerFilesStandForMany() {
        String keys = ",size=lognormal(256KiB,1)[4KiB..16MiB];dgen1:seed=7,dedup=2,block=1MiB";
        PredictedRatios.Unit few =
                Dataset.parse("dgenset1:files=20000" + keys).predictedRatios().contentDefined(Chunker.BORG);
        PredictedRatios.Unit many = Dataset.parse("dgenset1:files=900000000" + keys)
                .predictedRatios()
                .contentDefined(Chunker.BORG);
        assertThat(many.ratio()).isCloseTo(few.ratio(), Percentage.withPercentage(2));
    }

    @Test
    void theEndsOfLargeFilesDoNotMatter() {
        Dataset set = Dataset.parse("dgenset1:files=100,size=1TiB;dgen1:seed=7,dedup=2,block=8MiB");
        assertThat(set.predictedRatios().contentDefined(Chunker.BORG).ratio())
                .isEqualTo(set.body()
                        .predictedRatios()
                        .contentDefined(Chunker.BORG)
                        .ratio());
    }

    @Test
    void systemsFindWhatTheirUnitsFind() {
        DatasetRatios ratios = set(MIXED, "dedup=2,compress=2").predictedRatios();
        assertThat(ratios.on(StorageSystem.of(Preset.VDO)).dedup()).isEqualTo(ratios.fixed(4096));
        assertThat(ratios.on(StorageSystem.of(Preset.SQUASHFS)).dedup()).isEqualTo(ratios.wholeFile());
        assertThat(ratios.on(StorageSystem.of(Preset.BORG)).dedup()).isEqualTo(ratios.contentDefined(Chunker.BORG));
        assertThat(ratios.on(StorageSystem.of(Preset.BORG)).compressRatio()).isCloseTo(2, within(0.1));
        assertThat(ratios.combinedRatio()).isCloseTo(4, within(0.02));
    }

    @Test
    void emptySetsAndOtherUnits() {
        DatasetRatios ratios = set("files=9,size=0", "dedup=2").predictedRatios();
        assertThat(ratios.blocks().ratio()).isEqualTo(1);
        assertThat(ratios.wholeFile().ratio()).isEqualTo(1);
        assertThat(ratios.contentDefined(Chunker.BORG).ratio()).isEqualTo(1);
        assertThat(ratios.on(StorageSystem.of(Preset.BORG)).dedup().ratio()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ratios.fixed(5000))
                .withMessageContaining("unit 5000");
    }
}
