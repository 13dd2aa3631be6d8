// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaBuffer;
import io.dgen.NumaMode;
import io.dgen.NumaNode;
import io.dgen.NumaPolicy;
import io.dgen.NumaTopology;
import io.dgen.bench.measure.Candidate;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.bench.statistics.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Rates at which the threads of each NUMA node fill memory of each node. Use on one thread. */
final class NumaBench implements AutoCloseable {
    /** The calling thread fills less alone. */
    static final long MIN_BYTES = 4 << 20;

    /**
     * Threads of one node with memory of one node.
     *
     * @param cpuNode id of the threads' node
     * @param memoryNode id of the memory's node
     * @param gigabytesPerSecond decimal, the median of the rounds
     */
    record Pair(int cpuNode, int memoryNode, int threads, double gigabytesPerSecond) {
        boolean isLocal() {
            return cpuNode == memoryNode;
        }
    }

    private record PairCandidate(int cpuNode, int threads, DataStream stream, NumaBuffer memory)
            implements Candidate<Double> {
        @Override
        public Double measure() {
            long start = System.nanoTime();
            stream.fill(0, memory.segment());
            return (double) memory.sizeBytes() / (System.nanoTime() - start);
        }

        Pair pair(List<Double> rates) {
            int memoryNode = memory.policy().nodes().getFirst();
            return new Pair(cpuNode, memoryNode, threads, Quantiles.median(rates));
        }
    }

    private final List<NumaBuffer> buffers = new ArrayList<>();
    private final List<PairCandidate> candidates = new ArrayList<>();

    /**
     * Allocates the memory.
     *
     * @param bytes on each node
     * @throws io.dgen.NumaException if a node does not have that much
     */
    NumaBench(NumaTopology topology, long bytes) {
        boolean isReady = false;
        try {
            for (NumaNode memory : topology.nodes()) {
                if (memory.isMemoryAllowed() && memory.memoryBytes() != 0) {
                    buffers.add(NumaBuffer.allocate(bytes, NumaPolicy.onNode(memory.id())));
                }
            }
            for (NumaNode cpus : topology.nodesWithCpus()) {
                for (int threads : new TreeSet<>(List.of(1, cpus.allowedCpus().size()))) {
                    DataStream stream = new DataStream(GeneratorConfig.builder()
                            .seed(1)
                            .sizeBytes(bytes)
                            .numaMode(NumaMode.FORCE)
                            .numaNode(cpus.id())
                            .maxThreads(threads)
                            .build());
                    buffers.forEach(b -> candidates.add(new PairCandidate(cpus.id(), threads, stream, b)));
                }
            }
            isReady = true;
        } finally {
            if (!isReady) {
                close();
            }
        }
    }

    List<Pair> run(int rounds) {
        List<List<Double>> rates = InterleavedMeasurement.run(candidates, TimeBudget.ofRounds(rounds));
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> candidates.get(i).pair(rates.get(i)))
                .toList();
    }

    @Override
    public void close() {
        buffers.forEach(NumaBuffer::close);
    }
}
