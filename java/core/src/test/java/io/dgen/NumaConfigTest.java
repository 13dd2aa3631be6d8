// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.internal.numa.MachineNodes;
import io.dgen.internal.numa.NumaCapabilities;
import io.dgen.testing.Skip;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Tests NUMA settings on a machine with any number of nodes. */
class NumaConfigTest {
    private static final Recipe RECIPE = Recipe.parse("dgen1:seed=3,size=20MiB,dedup=1.5,compress=2");

    private static GeneratorConfig.Builder builder() {
        return GeneratorConfig.builder().recipe(RECIPE);
    }

    private static int node() {
        return MachineNodes.get().withCpus().getFirst().id();
    }

    @Test
    void nodesThatCannotBeUsedAreRefused() {
        for (int node : new int[] {-1, 123_456}) {
            assertThatThrownBy(() -> builder().numaNode(node).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("NUMA node " + node)
                    .hasMessageContaining("expected one with CPUs that this process may use: ");
        }
        assertThatThrownBy(() ->
                        builder().numaMode(NumaMode.DISABLED).numaNode(node()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("disabled");
    }

    @Test
    void bufferPolicyFollowsTheThreads() {
        assertThat(builder().numaMode(NumaMode.DISABLED).build().bufferPolicy()).isEqualTo(NumaPolicy.local());
        Skip.unless(NumaCapabilities.whyNoPinning() == null, "pinning: " + NumaCapabilities.whyNoPinning());
        Skip.unless(NumaCapabilities.whyNoPlacement() == null, "placement: " + NumaCapabilities.whyNoPlacement());
        NumaPolicy ofNode = builder().numaNode(node()).build().bufferPolicy();
        assertThat(ofNode.kind()).isEqualTo(NumaPolicy.Kind.ON_NODE);
        NumaPolicy forced = builder().numaMode(NumaMode.FORCE).build().bufferPolicy();
        assertThat(forced.kind()).isNotEqualTo(NumaPolicy.Kind.LOCAL);
    }

    @Test
    void bytesAreTheSameInEveryMode() {
        byte[] expected = new byte[20 << 20];
        new DataStream(builder().numaMode(NumaMode.DISABLED).build()).fill(0, expected);
        for (GeneratorConfig config : List.of(
                builder().numaMode(NumaMode.FORCE).build(),
                builder().numaMode(NumaMode.FORCE).maxThreads(1).build(),
                builder().numaNode(node()).build())) {
            DataStream stream = new DataStream(config);
            byte[] array = new byte[expected.length];
            stream.fill(0, array);
            assertThat(array).isEqualTo(expected);
            try (NumaBuffer buffer = NumaBuffer.allocate(expected.length, config.bufferPolicy())) {
                stream.fill(0, buffer.segment());
                assertThat(stream.verify(0, buffer.segment()).isOk()).isTrue();
                assertThat(buffer.segment().mismatch(MemorySegment.ofArray(expected)))
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void generatorsPerNodeTogetherMakeTheStream() throws Exception {
        for (NumaMode mode : NumaMode.values()) {
            try (DataGenerator whole =
                    new DataGenerator(builder().numaMode(mode).build())) {
                List<NodeGenerator> parts = whole.perNode(2, 6 << 20);
                long at = 0;
                for (NodeGenerator part : parts) {
                    try (part) {
                        assertThat(part.generator().streamOffset()).isEqualTo(at);
                        assertThat(part.cpus()).isPositive();
                        try (NumaBufferPool.Lease lease = part.buffers().acquire()) {
                            assertThat(part.bufferPolicy())
                                    .isEqualTo(lease.buffer().policy());
                        }
                        at += checkAll(whole.stream(), part);
                    }
                }
                assertThat(at).isEqualTo(RECIPE.sizeBytes());
                assertThat(whole.position()).isZero();
                if (mode == NumaMode.DISABLED) {
                    assertThat(parts).extracting(NodeGenerator::node).containsExactly(OptionalInt.empty());
                }
            }
        }
    }

    private static long checkAll(DataStream whole, NodeGenerator part) throws Exception {
        long from = part.generator().streamOffset();
        long done = 0;
        try (NumaBufferPool.Lease lease = part.buffers().acquire()) {
            for (long n = part.generator().fillChunk(lease.segment());
                    n > 0;
                    n = part.generator().fillChunk(lease.segment())) {
                assertThat(whole.verify(from + done, lease.segment().asSlice(0, n))
                                .isOk())
                        .isTrue();
                done += n;
            }
        }
        return done;
    }

    @Test
    void threadsOfANodeRunTheCallersTasks() throws Exception {
        try (DataGenerator whole =
                new DataGenerator(builder().numaMode(NumaMode.FORCE).build())) {
            List<String> names = new ArrayList<>();
            for (NodeGenerator part : whole.perNode(1, 4096)) {
                try (part;
                        ExecutorService threads = Executors.newFixedThreadPool(2, part.threadFactory())) {
                    names.add(threads.submit(() -> Thread.currentThread().getName())
                            .get());
                }
            }
            assertThat(names).allMatch(name -> name.startsWith("dgen-"));
        }
    }

    @Test
    void aFailureAllocatesNothing() {
        try (DataGenerator whole = new DataGenerator(builder().build())) {
            assertThatThrownBy(() -> whole.perNode(1, 1L << 50)).isInstanceOf(NumaException.class);
            assertThatThrownBy(() -> whole.perNode(0, 4096)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> whole.perNode(1, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
