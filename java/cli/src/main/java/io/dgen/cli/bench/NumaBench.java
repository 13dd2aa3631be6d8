package io.dgen.cli.bench;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaBuffer;
import io.dgen.NumaMode;
import io.dgen.NumaNode;
import io.dgen.NumaPolicy;
import io.dgen.NumaTopology;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How fast the threads of each NUMA node fill memory of each node. Use on one thread. */
public final class NumaBench implements AutoCloseable {
    /** Below, the calling thread does the work alone. */
    public static final long MIN_BYTES = 4 << 20;

    /**
     * Threads of one node on the memory of one node.
     *
     * @param cpuNode id of the threads' node
     * @param memoryNode id of the memory's node
     * @param threads number of threads
     * @param nanos of each round
     */
    public record Pair(int cpuNode, int memoryNode, int threads, long[] nanos) {
        public boolean isLocal() {
            return cpuNode == memoryNode;
        }

        /** In the middle of the rounds, in decimal gigabytes. */
        public double gigabytesPerSecond(long bytes) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return (double) bytes / sorted[sorted.length / 2];
        }
    }

    private record Setup(int cpuNode, int threads, DataStream stream, NumaBuffer memory) {
        long fill() {
            MemorySegment segment = memory.segment();
            long start = System.nanoTime();
            stream.fill(0, segment);
            return System.nanoTime() - start;
        }
    }

    private final List<NumaBuffer> buffers = new ArrayList<>();
    private final List<Setup> setups = new ArrayList<>();

    /**
     * Allocates the memory.
     *
     * @param bytes on each node
     * @throws io.dgen.NumaException if a node has not that much
     */
    public NumaBench(NumaTopology topology, long bytes) {
        boolean isReady = false;
        try {
            for (NumaNode memory : topology.nodes()) {
                if (memory.isMemoryAllowed() && memory.memoryBytes() != 0) {
                    buffers.add(NumaBuffer.allocate(bytes, NumaPolicy.onNode(memory.id())));
                }
            }
            for (NumaNode cpus : topology.nodesWithCpus()) {
                int all = cpus.allowedCpus().size();
                for (int threads : all == 1 ? new int[] {1} : new int[] {1, all}) {
                    DataStream stream = new DataStream(GeneratorConfig.builder()
                            .seed(1)
                            .sizeBytes(bytes)
                            .numaMode(NumaMode.FORCE)
                            .numaNode(cpus.id())
                            .maxThreads(threads)
                            .build());
                    buffers.forEach(b -> setups.add(new Setup(cpus.id(), threads, stream, b)));
                }
            }
            isReady = true;
        } finally {
            if (!isReady) {
                close();
            }
        }
    }

    /** Each pair once per round, so that what disturbs the machine meets all alike; one round more, first, to warm up. */
    public List<Pair> run(int rounds) {
        long[][] nanos = new long[setups.size()][rounds];
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < setups.size(); i++) {
                long taken = setups.get(i).fill();
                if (round >= 0) {
                    nanos[i][round] = taken;
                }
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < nanos.length; i++) {
            Setup setup = setups.get(i);
            int memoryNode = setup.memory.policy().nodes().getFirst();
            pairs.add(new Pair(setup.cpuNode, memoryNode, setup.threads, nanos[i]));
        }
        return pairs;
    }

    @Override
    public void close() {
        buffers.forEach(NumaBuffer::close);
    }
}
