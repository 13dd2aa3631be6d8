// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NodeGenerator;
import io.dgen.NumaBuffer;
import io.dgen.NumaBufferPool;
import io.dgen.NumaMode;
import io.dgen.NumaNode;
import io.dgen.NumaPolicy;
import io.dgen.NumaTopology;
import io.dgen.internal.kernel.Affinity;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.kernel.NativeMemory.Pages;
import io.dgen.internal.numa.BoundWorkers;
import io.dgen.internal.numa.MachineNodes;
import io.dgen.internal.numa.NodeWorkers;
import io.dgen.internal.parallel.Slices;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Proofs of the pinning of threads. */
final class NumaThreadProofs extends NumaProofs {
    void threadsOfANode() throws Exception {
        try (DataGenerator generator = new DataGenerator(forced())) {
            for (NodeGenerator node : generator.perNode(1, MIB)) {
                try (node;
                        ExecutorService threads = Executors.newFixedThreadPool(2, node.threadFactory())) {
                    NumaNode expected = topology.node(node.node().orElseThrow());
                    List<Future<Integer>> seen = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        seen.add(threads.submit(Affinity::cpu));
                    }
                    for (Future<Integer> cpu : seen) {
                        check(expected.allowedCpus().contains(cpu.get()), "cpu " + cpu.get() + " for " + expected);
                    }
                }
            }
        }
    }

    /** Records the CPU that has processed each slice, and compares it with the node of the slice. */
    void slicesByTheirNode() {
        try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, NumaPolicy.spread())) {
            Map<Long, Integer> cpuOfSlice = cpusOf(forced(), buffer.segment());
            check(cpuOfSlice.size() == 7, cpuOfSlice);
            cpuOfSlice.forEach((slice, cpu) -> {
                int[] lies = new int[1];
                NativeMemory.locate(buffer.segment().address() + slice, 0, lies);
                check(
                        nearest(lies[0]).allowedCpus().contains(cpu),
                        "slice at " + slice + " on node " + lies[0] + " was processed by CPU " + cpu);
            });
        }
    }

    private NumaNode nearest(int memoryNode) {
        return withCpus.stream()
                .min((a, b) -> Integer.compare(
                        a.distances().getOrDefault(memoryNode, 1000),
                        b.distances().getOrDefault(memoryNode, 1000)))
                .orElseThrow();
    }

    /** The CPU that processed each slice, by the offset of the slice in the buffer. */
    private static Map<Long, Integer> cpusOf(GeneratorConfig config, MemorySegment buffer) {
        Map<Long, Integer> cpus = new ConcurrentHashMap<>();
        Slices slices = new Slices(0, buffer.byteSize(), MIB);
        NodeWorkers workers = Objects.requireNonNull(
                config.numaNode().isPresent()
                        ? BoundWorkers.ofNode(config.numaNode().getAsInt())
                        : BoundWorkers.ofAllNodes());
        workers.run(buffer.address(), slices, config.maxThreads(), i -> cpus.put(slices.start(i), Affinity.cpu()));
        return cpus;
    }

    void firstTouch() {
        long bytes = 16 * MIB;
        long[] address = new long[1];
        check(NativeMemory.map(bytes, 2 * MIB, Pages.BASE, address) == NativeMemory.OK, "cannot map");
        try {
            MemorySegment untouched = MemorySegment.ofAddress(address[0]).reinterpret(bytes);
            new DataStream(forced()).fill(0, untouched);
            int[] lies = new int[(int) (bytes / 4096)];
            NativeMemory.locate(address[0], 4096, lies);
            Map<Integer, Integer> pages = new TreeMap<>();
            for (int node : lies) {
                pages.merge(node, 1, Integer::sum);
            }
            int cpus = withCpus.stream().mapToInt(n -> n.allowedCpus().size()).sum();
            for (NumaNode node : withCpus) {
                if (node.memoryBytes() != 0 && node.isMemoryAllowed()) {
                    int share = lies.length * node.allowedCpus().size() / cpus;
                    check(Math.abs(pages.getOrDefault(node.id(), 0) - share) <= 256, pages);
                }
            }
        } finally {
            NativeMemory.unmap(address[0], bytes);
        }
    }

    void oneNode() {
        for (NumaNode node : withCpus) {
            GeneratorConfig config =
                    GeneratorConfig.builder().recipe(RECIPE).numaNode(node.id()).build();
            try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, NumaPolicy.spread())) {
                Set<Integer> cpus =
                        new TreeSet<>(cpusOf(config, buffer.segment()).values());
                check(node.allowedCpus().containsAll(cpus), node.id() + ": " + cpus);
            }
        }
    }

    void sameBytes() {
        GeneratorConfig off = GeneratorConfig.builder()
                .recipe(RECIPE)
                .numaMode(NumaMode.DISABLED)
                .build();
        long offset = 4097;
        try (Arena arena = Arena.ofShared()) {
            MemorySegment expected = arena.allocate(BYTES);
            new DataStream(off).fill(offset, expected);
            for (NumaPolicy policy : List.of(NumaPolicy.spread(), NumaPolicy.interleaved(), NumaPolicy.local())) {
                try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, policy)) {
                    DataStream pinned = new DataStream(forced());
                    pinned.fill(offset, buffer.segment());
                    check(buffer.segment().mismatch(expected) == -1, policy);
                    check(pinned.verify(offset, buffer.segment()).isOk(), policy);
                    check(new DataStream(off).verify(offset, buffer.segment()).isOk(), policy);
                }
            }
        }
    }

    void perNode() throws Exception {
        try (DataGenerator whole = new DataGenerator(forced())) {
            List<NodeGenerator> parts = whole.perNode(1, 4 * MIB);
            check(parts.size() == withCpus.size(), parts.size());
            long at = 0;
            for (NodeGenerator part : parts) {
                try (part;
                        NumaBufferPool.Lease lease = part.buffers().acquire()) {
                    check(lease.buffer().verifyPlacement().isAsRequested(), part.node());
                    check(
                            part.generator().streamOffset() == at,
                            part.generator().streamOffset());
                    for (long n = part.generator().fillChunk(lease.segment());
                            n > 0;
                            n = part.generator().fillChunk(lease.segment())) {
                        check(
                                whole.stream()
                                        .verify(at, lease.segment().asSlice(0, n))
                                        .isOk(),
                                "at " + at);
                        at += n;
                    }
                }
            }
            check(at == whole.totalSize(), at);
        }
    }

    void callersAffinity() {
        BitSet before = Affinity.get();
        try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, NumaPolicy.spread())) {
            new DataStream(forced()).fill(0, buffer.segment());
        }
        check(before.equals(Affinity.get()), Affinity.get());
    }

    void offline() throws IOException {
        NumaNode last = withCpus.getLast();
        MachineNodes.get(); // makes the library take its snapshot while all CPUs are online
        setOnline(last, "0");
        try {
            sameBytes();
            check(NumaTopology.get().nodesWithCpus().size() == withCpus.size() - 1, "the CPUs are still there");
        } finally {
            setOnline(last, "1");
        }
    }

    private static void setOnline(NumaNode node, String value) throws IOException {
        for (int cpu : node.cpus()) {
            Files.writeString(Path.of("/sys/devices/system/cpu/cpu" + cpu + "/online"), value);
        }
    }
}
