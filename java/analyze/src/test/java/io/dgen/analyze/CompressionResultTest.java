// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.airlift.compress.v3.Compressor;
import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.lz4.Lz4NativeCompressor;
import io.airlift.compress.v3.lzo.LzoCompressor;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import io.airlift.compress.v3.snappy.SnappyNativeCompressor;
import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdNativeCompressor;
import io.dgen.analyze.CompressionResult.RatioClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the sums with those of the libraries, called block by block. */
final class CompressionResultTest {
    private static final byte[] DATA = TestData.concat(
            TestData.words(1, 700_000), new byte[300_000], TestData.random(2, 500_000), TestData.words(3, 1_234_567));

    private static Analyzer.Builder only(String codec, long blockBytes) {
        return Analyzer.builder()
                .memoryBytes(16 << 20)
                .compressors(List.of(Codec.parse(codec)))
                .blockSizes(List.of(blockBytes));
    }

    private static int compressed(Compressor compressor, byte[] block) {
        byte[] output = new byte[compressor.maxCompressedLength(block.length)];
        return compressor.compress(block, 0, block.length, output, 0, output.length);
    }

    private static int deflated(int level, byte[] block) {
        Deflater deflater = new Deflater(level);
        deflater.setInput(block);
        deflater.finish();
        int n = deflater.deflate(new byte[2 * block.length + 100]);
        deflater.end();
        return n;
    }

    private static List<byte[]> blocksOf(byte[] data, int size) {
        List<byte[]> blocks = new ArrayList<>();
        for (int at = 0; at < data.length; at += size) {
            blocks.add(Arrays.copyOfRange(data, at, Math.min(data.length, at + size)));
        }
        return blocks;
    }

    private static void check(String codec, int blockBytes, ToIntFunction<byte[]> library) {
        CompressionResult found =
                TestData.analyze(only(codec, blockBytes), DATA).compression(Codec.parse(codec), blockBytes);

        long total = 0;
        long stored = 0;
        List<byte[]> blocks = blocksOf(DATA, blockBytes);
        for (byte[] block : blocks) {
            int n = library.applyAsInt(block);
            total += n;
            stored += Math.min((n + 4095) / 4096, (block.length + 4095) / 4096) * 4096L;
        }
        assertThat(found.blocks()).isEqualTo(blocks.size());
        assertThat(found.bytes()).isEqualTo(DATA.length);
        assertThat(found.compressedBytes()).isEqualTo(total);
        assertThat(found.storedBytes()).isEqualTo(stored);
        assertThat(found.ratio()).isEqualTo((double) DATA.length / total);
        assertThat(found.storedRatio()).isEqualTo((double) DATA.length / stored);
        assertThat(found.ratios().stream().mapToLong(RatioClass::blocks).sum()).isEqualTo(blocks.size());
        assertThat(found.ratios().stream()
                        .mapToLong(RatioClass::compressedBytes)
                        .sum())
                .isEqualTo(total);
        assertThat(found.ratios()).allSatisfy(c -> assertThat(c.mean()).isBetween(c.from(), Math.nextUp(c.to())));
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 65536, 1 << 20})
    void lz4(int blockBytes) {
        Compressor library = Lz4NativeCompressor.isEnabled() ? new Lz4NativeCompressor() : new Lz4JavaCompressor();
        check("lz4", blockBytes, block -> compressed(library, block));
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 131072})
    void zstd(int blockBytes) {
        for (int level : new int[] {1, 3, 19}) {
            Compressor library =
                    ZstdNativeCompressor.isEnabled() ? new ZstdNativeCompressor(level) : new ZstdJavaCompressor();
            check("zstd-" + level, blockBytes, block -> compressed(library, block));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 131072})
    void gzip(int blockBytes) {
        check("gzip-6", blockBytes, block -> deflated(6, block));
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 1 << 20})
    void snappy(int blockBytes) {
        Compressor library =
                SnappyNativeCompressor.isEnabled() ? new SnappyNativeCompressor() : new SnappyJavaCompressor();
        check("snappy", blockBytes, block -> compressed(library, block));
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 131072})
    void lzo(int blockBytes) {
        check("lzo", blockBytes, block -> compressed(new LzoCompressor(), block));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "lz4hc-9", "zstd-3", "gzip-6", "snappy", "lzo"})
    void namesAreReadBack(String name) {
        assertThat(Codec.parse(name)).hasToString(name);
    }

    @Test
    void higherLevelsCompressMore() {
        Assumptions.assumeTrue(Lz4NativeCompressor.isEnabled() && ZstdNativeCompressor.isEnabled());
        List<Codec> codecs =
                List.of(Codec.parse("lz4"), Codec.parse("lz4hc"), Codec.parse("zstd-1"), Codec.parse("zstd-19"));

        Analysis analysis = TestData.analyze(only("lz4", 131072).compressors(codecs), DATA);

        assertThat(analysis.compression())
                .allSatisfy(c -> assertThat(c.implementation()).isEqualTo("native"));
        assertThat(analysis.compression(codecs.get(1), 131072).ratio())
                .isGreaterThan(analysis.compression(codecs.get(0), 131072).ratio());
        assertThat(analysis.compression(codecs.get(3), 131072).ratio())
                .isGreaterThan(analysis.compression(codecs.get(2), 131072).ratio());
    }

    /** Compressed blocks are rounded up to whole sectors; a block that saves no sector is stored as it is. */
    @Test
    void sectorsRoundUp() {
        byte[] half = TestData.concat(TestData.random(1, 8192), new byte[8192]);
        byte[] bytes = TestData.concat(half, TestData.random(2, 16384), new byte[16384]);

        CompressionResult found = TestData.analyze(only("lz4", 16384), bytes).compression(Codec.parse("lz4"), 16384);

        // Slightly more than 8192 bytes: 3 sectors. Random bytes: 4 sectors. Zeros: 1 sector.
        assertThat(found.storedBytes()).isEqualTo((3 + 4 + 1) * 4096);
        assertThat(found.zeroBlocks()).isEqualTo(1);
        assertThat(found.ratioWithoutZeros())
                .isEqualTo(2 * 16384.0 / (found.compressedBytes() - found.zeroCompressedBytes()));
        assertThat(found.ratioWithoutZeros()).isLessThan(1.34);
    }

    @Test
    void quantiles() {
        byte[] bytes = TestData.concat(TestData.random(1, 90 * 4096), new byte[10 * 4096]);

        CompressionResult found = TestData.analyze(only("lz4", 4096), bytes).compression(Codec.parse("lz4"), 4096);

        assertThat(found.quantile(0)).isCloseTo(0.996, within(0.002));
        assertThat(found.quantile(0.5)).isEqualTo(found.quantile(0.9)).isLessThan(1);
        assertThat(found.quantile(0.91)).isGreaterThan(100);
        assertThat(found.quantile(1)).isGreaterThan(100);
    }

    @Test
    void entropyOfKnownBytes() {
        byte[] two = new byte[64 << 10];
        for (int i = 0; i < two.length; i++) {
            two[i] = (byte) (i % 4);
        }
        byte[] bytes = TestData.concat(two, new byte[64 << 10], TestData.random(1, 100));

        Entropy entropy =
                TestData.analyze(only("lz4", 4096), TestData.concat(two, two)).entropy();
        Entropy mixed = TestData.analyze(only("lz4", 4096), bytes).entropy();

        assertThat(entropy.bitsPerByte()).isEqualTo(2);
        assertThat(entropy.meanOfBlocks()).isEqualTo(2);
        assertThat(entropy.blocks()).isEqualTo(2);
        assertThat(mixed.blocks()).isEqualTo(3);
        assertThat(mixed.classes().getFirst()).isEqualTo(new Entropy.EntropyClass(0, 1 / 16.0, 1));
        assertThat(mixed.classes()).hasSize(3);
    }

    @Test
    void randomBytesHaveEightBits() {
        Entropy entropy = TestData.analyze(TestData.dedupOnly(), TestData.random(1, 4 << 20))
                .entropy();

        assertThat(entropy.bitsPerByte()).isCloseTo(8, within(0.001)).isLessThanOrEqualTo(8);
        assertThat(entropy.meanOfBlocks()).isCloseTo(7.9972, within(0.001));
    }

    @Test
    void sampleIsEvenlySpread() {
        byte[] bytes = TestData.concat(TestData.words(1, 32 << 20), TestData.random(2, 32 << 20));
        Analyzer.Builder builder = only("lz4", 65536).fixedUnits(List.of(65536L));

        Analysis all = TestData.analyze(builder, bytes);
        Analysis sampled = TestData.analyze(builder.sampleShare(0.25), bytes);
        Codec lz4 = Codec.parse("lz4");

        assertThat(all.sampledBytes()).isEqualTo(bytes.length);
        assertThat((double) sampled.sampledBytes() / bytes.length).isCloseTo(0.25, within(0.02));
        assertThat(sampled.compression(lz4, 65536).bytes()).isEqualTo(sampled.sampledBytes());
        assertThat(sampled.compression(lz4, 65536).ratio())
                .isCloseTo(all.compression(lz4, 65536).ratio(), within(0.05));
        assertThat(sampled.fixed(65536)).isEqualTo(all.fixed(65536));
    }
}
