// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dgen.PredictedRatios.Accuracy;
import io.dgen.PredictedRatios.Unit;
import io.dgen.testing.Configs;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What systems find, compared with measurements of the bytes and with the rules of the systems. */
class SystemRatiosTest {
    private static SystemRatios on(String system, String keys, long shift) {
        return Recipe.parse("dgen1:seed=1,size=64MiB," + keys).predictedRatios().on(StorageSystem.parse(system), shift);
    }

    private static byte[] bytes(Recipe recipe) {
        byte[] bytes = new byte[Math.toIntExact(recipe.sizeBytes())];
        new DataStream(Configs.of(recipe)).fill(0, bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dedup=2.5",
                "dedup=4,window=256KiB",
                "dedup=copies(1@0.5+3@0.5)",
                "dedup=3,hot=5%@50%",
                "dedup=1"
            })
    void shiftedUnitsAreMeasured(String plan) {
        Recipe recipe = Recipe.parse("dgen1:seed=5,size=4100001,block=32KiB," + plan);
        byte[] bytes = bytes(recipe);
        for (int unit : new int[] {4096, 32_768, 65_536}) {
            for (int shift : new int[] {0, 512, 2048, 4096, 40_000}) {
                Unit predicted = recipe.predictedRatios().fixed(unit, shift);
                long measured = uniqueBytes(bytes, unit, shift % unit);
                String what = plan + " in units of " + unit + ", shift " + shift;
                if (predicted.accuracy() == Accuracy.EXACT) {
                    assertThat(predicted.uniqueBytes()).as(what).isEqualTo(measured);
                } else {
                    assertThat(predicted.uniqueBytes()).as(what).isGreaterThanOrEqualTo(measured);
                }
            }
        }
    }

    private static long uniqueBytes(byte[] bytes, int unit, int shift) {
        Set<ByteBuffer> different = new HashSet<>();
        long unique = 0;
        for (int at = 0, end; at < bytes.length; at = end) {
            end = Math.min(bytes.length, at == 0 ? unit - shift : at + unit);
            if (different.add(ByteBuffer.wrap(bytes, at, end - at))) {
                unique += end - at;
            }
        }
        return unique;
    }

    @Test
    void scatteredBlocksHaveNoDuplicatesInShiftedUnits() {
        assertThat(on("zfs", "dedup=copies(2@1)", 0).dedup().ratio()).isEqualTo(2);
        assertThat(on("zfs", "dedup=copies(2@1)", 512).dedup().ratio()).isLessThan(1.01);
        assertThat(on("zfs", "dedup=copies(2@1)", 512).notes().getFirst()).contains("span two blocks");
        assertThat(on("zfs", "dedup=2", 512).dedup().ratio()).isCloseTo(2, within(0.01));
    }

    /** Streams that are too long for a count of all blocks. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dedup=2             | 2       | 2
            dedup=1000000       | 1000000 | 1000000
            dedup=2,window=1GiB | 2       | 2
            dedup=2,window=4PiB | 2       | 2
            dedup=copies(2@1)   | 1.939   | 1.99
            """)
    void longStreamsAreSampled(String plan, double shiftedRatio, double chunkRatio) {
        Recipe recipe = Recipe.parse("dgen1:seed=1,size=1EiB," + plan);

        Unit shifted = recipe.predictedRatios().fixed(4096, 512);

        assertThat(shifted.accuracy()).isEqualTo(Accuracy.ESTIMATE);
        assertThat(shifted.ratio()).isCloseTo(shiftedRatio, within(0.002 * shiftedRatio));
        assertThat(recipe.predictedRatios().contentDefined(256).ratio())
                .isCloseTo(chunkRatio, within(0.01 * chunkRatio));
    }

    /** Blocks of many chunks are simulated by smaller ones; all in less than a second. */
    @ParameterizedTest
    @CsvSource({"fastcdc@256, 0", "'borg@6,6,6,1048576', 0", "fixed@512, 1", "zbackup, 0"})
    @Timeout(30)
    void blocksOfManyChunksAreSmallerInTheSimulation(String system, long shift) {
        Unit unit = Recipe.parse("dgen1:seed=1,size=1PiB,block=32MiB,dedup=2.5,hot=5%@50%")
                .predictedRatios()
                .on(StorageSystem.parse(system), shift)
                .dedup();

        assertThat(unit.accuracy()).isEqualTo(Accuracy.ESTIMATE);
        assertThat(unit.ratio()).isCloseTo(2.5, within(0.02));
        assertThat(unit.errorBound()).isLessThan(0.03);
    }

    /** Deflate makes a page shorter by its literals, and the ends of cut pages have fewer copies. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4KiB  | 0    | copy  | 2
            4KiB  | 512  | copy  | 2
            4KiB  | 2048 | copy  | 2
            64KiB | 512  | copy  | 2
            64KiB | 2048 | copy  | 3
            16KiB | 1536 | copy  | 5
            16KiB | 512  | cells | 2
            16KiB | 256  | cells | 3
            4KiB  | 1024 | run   | 2
            64KiB | 2048 | run   | 3
            """)
    void shiftedBlocksCompressLess(String block, int shift, String texture, double ratio) {
        Recipe recipe =
                Recipe.parse("dgen1:seed=1,size=8MiB,for=gzip@" + block + ",compress=" + ratio + ",texture=" + texture);
        int size = (int) ByteSize.parse(block);

        SystemRatios predicted = recipe.predictedRatios().on(StorageSystem.parse("fixed@" + block), shift);

        byte[] bytes = bytes(recipe);
        long blocks = 0;
        long compressed = 0;
        for (int at = size - shift; at + size <= bytes.length; at += size) {
            compressed += deflated(bytes, at, size);
            blocks++;
        }
        double measured = (double) blocks * size / compressed;
        assertThat(predicted.compressRatio() / measured)
                .as("measured %s, predicted %s", measured, predicted)
                .isCloseTo(1, within(predicted.compressErrorBound()));
    }

    @Test
    void chunksBeginAnywhere() {
        Recipe recipe = Recipe.parse("dgen1:seed=1,size=8MiB,for=gzip@8KiB,compress=2");
        byte[] bytes = bytes(recipe);
        SplittableRandom random = new SplittableRandom(4);
        long compressed = 0;
        for (int i = 0; i < 1000; i++) {
            compressed += deflated(bytes, random.nextInt(bytes.length - 8192), 8192);
        }

        double predicted =
                recipe.predictedRatios().on(StorageSystem.parse("bup"), 0).compressRatio();

        assertThat(predicted).isCloseTo(1000 * 8192.0 / compressed, within(0.03));
    }

    private static int deflated(byte[] bytes, int from, int length) {
        try (Deflater deflater = new Deflater(6)) {
            deflater.setInput(bytes, from, length);
            deflater.finish();
            return deflater.deflate(new byte[2 * length]);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            btrfs    | compress=5,for=zstd@128KiB,texture=run | 4.571 | its blocks take whole sectors of 4KiB
            zfs      | compress=5,for=lz4@128KiB              | 4.571 | its blocks take whole sectors of 4KiB
            zfs      | compress=1.1,for=lz4@128KiB            | 1     | its blocks take whole sectors of 4KiB
            zfs      | compress=1                             | 1     |
            ontap    | compress=3,for=lz4@8KiB                | 2     | its blocks take whole sectors of 4KiB
            vdo      | compress=2,for=lz4@4KiB                | 1     | 2 to 14 whole compressed blocks
            vdo      | compress=2.1,for=lz4@4KiB              | 2     | 2 to 14 whole compressed blocks
            vdo      | compress=1@0.5+4@0.5,for=lz4@4KiB      | 1.5   | 2 to 14 whole compressed blocks
            vdo      | compress=30,for=lz4@4KiB               | 14    | 2 to 14 whole compressed blocks
            btrfs    | compress=3,for=zstd@128KiB             | 2.909 | the heuristic of btrfs
            squashfs | compress=2,for=gzip@128KiB             | 2     |
            """)
    void compressedBlocksTakeSpace(String system, String keys, double ratio, String note) {
        SystemRatios ratios = on(system, "block=4KiB," + keys, 0);

        assertThat(ratios.compressRatio()).isCloseTo(ratio, within(0.01 * ratio));
        if (note == null) {
            assertThat(ratios.notes()).isEmpty();
        } else {
            assertThat(ratios.notes()).anyMatch(n -> n.contains(note));
        }
    }

    @Test
    void btrfsCompressesTheDataOfItsPreset() {
        String heuristic =
                "the heuristic of btrfs may take the data for incompressible, unless it is mounted with compress-force";

        assertThat(presetOnBtrfs(3).compressRatio()).isCloseTo(3, within(0.1));
        assertThat(presetOnBtrfs(3).notes()).doesNotContain(heuristic);
        assertThat(presetOnBtrfs(1.02).notes()).contains(heuristic);
    }

    private static SystemRatios presetOnBtrfs(double ratio) {
        Recipe.Builder recipe = Recipe.builder().seed(1).sizeBytes(1 << 30).preset(Preset.BTRFS);
        return recipe.compress(Mixture.of(ratio)).build().predictedRatios().on(StorageSystem.of(Preset.BTRFS), 0);
    }

    @Test
    void squashfsFindsOnlyEqualFiles() {
        SystemRatios ratios = on("squashfs", "dedup=3", 0);

        assertThat(ratios.dedup().ratio()).isEqualTo(1);
        assertThat(ratios.notes()).containsExactly("only equal files are duplicates, not parts of a file");
    }

    @Test
    void everySystemHasAResult() {
        for (StorageSystem system : StorageSystem.all()) {
            assertThat(StorageSystem.parse(system.toString())).isEqualTo(system).hasSameHashCodeAs(system);
            for (String size : new String[] {"0", "1", "100000", "1TiB"}) {
                SystemRatios ratios = Recipe.parse("dgen1:seed=1,dedup=2,compress=1@0.5+4/6@0.5,size=" + size)
                        .predictedRatios()
                        .on(system, 0);
                assertThat(ratios.dedup().ratio()).as(system + " " + size).isBetween(1.0, 2.1);
                assertThat(ratios.compressRatio()).as(system + " " + size).isBetween(1.0, 4.5);
                assertThat(ratios.combinedRatio()).isEqualTo(ratios.dedup().ratio() * ratios.compressRatio());
            }
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StorageSystem.parse("ext4"))
                .withMessageStartingWith("system 'ext4': expected vdo, ")
                .withMessageContaining("fixed@SIZE, borg@MIN,MAX,MASK,WINDOW");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StorageSystem.parse("fixed@5KiB"))
                .withMessageContaining("unit 5120: expected a power of two from 512");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> on("zfs", "dedup=2", -1))
                .withMessage("shift -1: expected 0 to 1073741824 (1GiB) bytes");
    }
}
