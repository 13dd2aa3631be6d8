// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.internal.numa.MachineNodes;
import io.dgen.internal.numa.NumaCapabilities;
import io.dgen.testing.Skip;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests buffers on the nodes of this machine; native/test/numa-vm covers machines with several nodes. */
class NumaBufferTest {
    private static final long MIB = 1 << 20;

    private static int node() {
        return MachineNodes.get().withMemory().getFirst().id();
    }

    private static List<NumaPolicy> policies() {
        return List.of(
                NumaPolicy.onNode(node()), NumaPolicy.interleaved(), NumaPolicy.spread(node()), NumaPolicy.local());
    }

    @Test
    void memoryIsCompleteAndZero() {
        for (NumaPolicy policy : policies()) {
            for (long size : new long[] {1, 4096, 3 * MIB + 5}) {
                try (NumaBuffer buffer = NumaBuffer.allocate(size, policy)) {
                    assertThat(buffer.sizeBytes()).isEqualTo(size);
                    assertThat(buffer.segment().byteSize()).isEqualTo(size);
                    assertThat(buffer.segment().address() % 4096).isZero();
                    assertThat(buffer.policy()).isEqualTo(policy);
                    assertThat(buffer.segment().toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
                }
            }
        }
    }

    @Test
    void everyPageIsOnANodeOfThePolicy() {
        Skip.unless(NumaCapabilities.whyNoLocation() == null, "places of pages: " + NumaCapabilities.whyNoLocation());
        for (NumaPolicy policy : policies()) {
            try (NumaBuffer buffer = NumaBuffer.allocate(3 * MIB + 5, policy)) {
                NumaPlacement placement = buffer.verifyPlacement();
                assertThat(placement.isAsRequested()).as(placement.toString()).isTrue();
                assertThat(placement.pagesPerNode().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(3 * MIB / 4096 + 1);
            }
        }
    }

    @Test
    void misplacedAndAbsentPagesAreNotAsAsked() {
        assertThat(new NumaPlacement(4096, new TreeMap<>(Map.of(0, 5L)), 1, 0).isAsRequested())
                .isFalse();
        assertThat(new NumaPlacement(4096, new TreeMap<>(Map.of(0, 5L)), 0, 1).isAsRequested())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(PageKind.class)
    void everyKindOfPagesWorksOrNamesTheReason(PageKind pages) {
        try (NumaBuffer buffer = NumaBuffer.allocate(3 * MIB, NumaPolicy.onNode(node()), pages)) {
            assertThat(buffer.pages()).isEqualTo(pages);
            buffer.segment().fill((byte) 1);
        } catch (NumaException e) {
            assertThat(pages).isEqualTo(PageKind.HUGETLB);
            assertThat(e).hasMessageContaining("huge pages");
        }
    }

    @Test
    void isFreedOnceAndUnusableAfterwards() throws Throwable {
        NumaBuffer buffer = NumaBuffer.allocate(MIB, NumaPolicy.onNode(node()));
        MemorySegment segment = buffer.segment();
        assertThat(isMapped(segment.address())).isTrue();
        buffer.close();
        assertThat(isMapped(segment.address())).isFalse();
        buffer.close();
        assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(buffer::verifyPlacement)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        DataStream stream =
                new DataStream(GeneratorConfig.builder().seed(1).sizeBytes(MIB).build());
        assertThatThrownBy(() -> stream.fill(0, segment)).isInstanceOf(IllegalStateException.class);
    }

    /** mincore(2) fails for memory that is not mapped. */
    private static boolean isMapped(long address) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle mincore = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("mincore"),
                FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            return (int) mincore.invokeExact(address, 1L, arena.allocate(1)) == 0;
        }
    }

    @Test
    void failuresLeaveNothingMapped() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        Skip.unless(Files.exists(maps), "number of mappings: no /proc here");
        long before = Files.readAllLines(maps).size();
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> NumaBuffer.allocate(1L << 50, NumaPolicy.onNode(node())))
                    .isInstanceOf(NumaException.class)
                    .hasMessageContaining(Long.toString(1L << 50));
        }
        assertThat(Files.readAllLines(maps).size()).isLessThan((int) before + 25);
    }

    @Test
    void impossibleSizesAndNodesAreRefused() {
        for (long size : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> NumaBuffer.allocate(size, NumaPolicy.local()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("buffer size " + size)
                    .hasMessageContaining("expected 1 to");
        }
        for (NumaPolicy policy : policies()) {
            assertThatThrownBy(() -> NumaBuffer.allocate(Long.MAX_VALUE, policy))
                    .isInstanceOf(NumaException.class)
                    .hasMessageContaining(Long.toString(Long.MAX_VALUE));
        }
        for (NumaPolicy policy : List.of(NumaPolicy.onNode(123_456), NumaPolicy.spread(node(), 123_456))) {
            assertThatThrownBy(() -> NumaBuffer.allocate(MIB, policy))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("NUMA node 123456 does not exist")
                    .hasMessageContaining("expected one of");
        }
    }
}
