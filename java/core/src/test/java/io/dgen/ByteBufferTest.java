// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ByteBufferTest {
    private static final Recipe RECIPE = new Recipe(51, 52, 40_000, 4096, 1.5);

    private static final byte[] BYTES = Model.stream(RECIPE);

    static List<Map.Entry<String, ByteBuffer>> buffers() {
        return List.of(
                Map.entry("heap", ByteBuffer.allocate(20_000)),
                Map.entry("direct", ByteBuffer.allocateDirect(20_000)),
                Map.entry("heap slice", ByteBuffer.allocate(30_000).slice(1234, 20_000)),
                Map.entry("direct slice", ByteBuffer.allocateDirect(30_000).slice(1234, 20_000)),
                Map.entry("little endian", ByteBuffer.allocate(20_000).order(ByteOrder.LITTLE_ENDIAN)),
                Map.entry(
                        "direct little endian",
                        ByteBuffer.allocateDirect(20_000).order(ByteOrder.LITTLE_ENDIAN)),
                Map.entry(
                        "array offset",
                        ByteBuffer.wrap(new byte[20_100], 100, 20_000).slice()),
                Map.entry("segment", Arena.ofAuto().allocate(20_000).asByteBuffer()),
                Map.entry(
                        "array segment", MemorySegment.ofArray(new byte[20_000]).asByteBuffer()),
                Map.entry("duplicate", ByteBuffer.allocateDirect(20_000).duplicate()));
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void fillsFromPositionToLimit(Map.Entry<String, ByteBuffer> named) {
        ByteBuffer buffer = named.getValue();
        ByteOrder order = buffer.order();
        buffer.position(101).limit(15_003);
        new DataStream(Configs.of(RECIPE)).fill(77, buffer);

        assertThat(buffer.position()).isEqualTo(15_003);
        assertThat(buffer.limit()).isEqualTo(15_003);
        assertThat(buffer.order()).isEqualTo(order);
        assertThat(get(buffer, 101, 15_003)).isEqualTo(Arrays.copyOfRange(BYTES, 77, 77 + 15_003 - 101));
        assertThat(get(buffer.clear(), 0, 101)).containsOnly(0);
        assertThat(get(buffer, 15_003, 20_000)).containsOnly(0);

        buffer.position(101).limit(15_003);
        assertThat(new DataStream(Configs.of(RECIPE)).verify(77, buffer).isOk()).isTrue();
        assertThat(buffer.position()).isEqualTo(15_003);
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void generatorMovesThePositionByTheBytesWritten(Map.Entry<String, ByteBuffer> named) {
        ByteBuffer buffer = named.getValue();
        try (DataGenerator generator = new DataGenerator(Configs.of(RECIPE))) {
            generator.position(39_000);
            buffer.position(7);

            assertThat(generator.fillChunk(buffer)).isEqualTo(1000);
            assertThat(buffer.position()).isEqualTo(1007);
            assertThat(buffer.limit()).isEqualTo(20_000);
            assertThat(generator.fillChunk(buffer)).isZero();
            assertThat(buffer.position()).isEqualTo(1007);
            assertThat(get(buffer, 7, 1007)).isEqualTo(Arrays.copyOfRange(BYTES, 39_000, 40_000));
        }
    }

    @Test
    void oneShotFillsTheRemainder() {
        ByteBuffer buffer = ByteBuffer.allocate(100).position(10).limit(60);

        assertThat(DataGenerator.generateIntoBuffer(Configs.of(RECIPE), buffer)).isEqualTo(50);
        assertThat(buffer.position()).isEqualTo(60);
        assertThat(get(buffer, 10, 60)).isEqualTo(Arrays.copyOf(BYTES, 50));
    }

    @Test
    void verifyReadsAReadOnlyBuffer() {
        ByteBuffer buffer = ByteBuffer.wrap(BYTES).asReadOnlyBuffer();

        assertThat(new DataStream(Configs.of(RECIPE)).verify(0, buffer).isOk()).isTrue();
    }

    private static byte[] get(ByteBuffer buffer, int from, int to) {
        byte[] bytes = new byte[to - from];
        buffer.get(from, bytes);
        return bytes;
    }
}
