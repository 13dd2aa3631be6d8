// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.DataStream;
import io.dgen.NumaBuffer;
import io.dgen.NumaMode;
import io.dgen.NumaNode;
import io.dgen.NumaPolicy;
import io.dgen.NumaTopology;
import io.dgen.bench.measure.Candidate;
import io.dgen.bench.measure.InterleavedMeasurement;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.bench.statistics.Quantiles;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.ReportTable;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rates at which the threads of each NUMA node fill memory of each node, and their ratio to the rate of local memory.
 *
 * @param bytes on each node
 * @param rates medians of the rounds, in decimal gigabytes per second
 */
record NumaReport(long bytes, int rounds, SequencedMap<Pair, Double> rates) implements Report {
    /** The calling thread fills less alone. */
    static final long MIN_BYTES = 4 << 20;

    /** Threads of one node with memory of one node; nodes by their ids. */
    record Pair(int cpuNode, int memoryNode, int threads) {
        boolean isLocal() {
            return cpuNode == memoryNode;
        }
    }

    /**
     * Measures all pairs.
     *
     * @throws io.dgen.NumaException if a node does not have that much memory
     */
    static NumaReport measure(NumaTopology topology, long bytes, int rounds) {
        List<NumaBuffer> buffers = new ArrayList<>();
        try {
            for (NumaNode node : BufferKind.memoryNodes(topology)) {
                buffers.add(NumaBuffer.allocate(bytes, NumaPolicy.onNode(node.id())));
            }
            SequencedMap<Pair, Candidate<Double>> candidates = new LinkedHashMap<>();
            for (NumaNode cpus : topology.nodesWithCpus()) {
                for (int threads : new TreeSet<>(List.of(1, cpus.allowedCpus().size()))) {
                    DataStream stream = new DataStream(BufferTask.stream()
                            .numaMode(NumaMode.FORCE)
                            .numaNode(cpus.id())
                            .maxThreads(threads)
                            .build());
                    for (NumaBuffer memory : buffers) {
                        Pair pair = new Pair(cpus.id(), memory.policy().nodes().getFirst(), threads);
                        candidates.put(pair, () -> gigabytesPerSecond(stream, memory.segment()));
                    }
                }
            }
            Iterator<List<Double>> samples = InterleavedMeasurement.run(
                            List.copyOf(candidates.values()), TimeBudget.ofRounds(rounds))
                    .iterator();
            SequencedMap<Pair, Double> rates = new LinkedHashMap<>();
            candidates.keySet().forEach(pair -> rates.put(pair, Quantiles.median(samples.next())));
            return new NumaReport(bytes, rounds, rates);
        } finally {
            buffers.forEach(NumaBuffer::close);
        }
    }

    private static double gigabytesPerSecond(DataStream stream, MemorySegment memory) {
        long start = System.nanoTime();
        stream.fill(0, memory);
        return Text.gigabytesPerSecond(memory.byteSize(), System.nanoTime() - start);
    }

    private ReportTable<Pair> table() {
        return new ReportTable<Pair>()
                .column("cpuNode", "cpus of", "node %-5d", Pair::cpuNode)
                .column("memoryNode", "memory of", "node %-5d", Pair::memoryNode)
                .column("threads", "threads", "%7d", Pair::threads)
                .column("gigabytesPerSecond", "    GB/s", "%8.2f", rates::get)
                .column("", "of local", "%s", this::ofLocalText)
                .field("ofLocal", this::ofLocal);
    }

    @Override
    public void printText(PrintStream out) {
        out.println("filled      " + Text.bytes(bytes) + " per node, medians of " + rounds);
        table().print(pairs(), out);
        if (pairs().stream().allMatch(Pair::isLocal)) {
            out.println("one node with memory: there is no remote memory to compare with");
        }
    }

    private List<Pair> pairs() {
        return List.copyOf(rates.keySet());
    }

    private String ofLocalText(Pair pair) {
        Double ofLocal = ofLocal(pair);
        return pair.isLocal() ? "local" : ofLocal == null ? "-" : String.format(Locale.ROOT, "%.2f", ofLocal);
    }

    /** {@return the ratio to the rate of the same threads with the memory of their own node; null if that has none} */
    private @Nullable Double ofLocal(Pair pair) {
        Double local = rates.get(new Pair(pair.cpuNode, pair.cpuNode, pair.threads));
        Double rate = rates.get(pair);
        return local == null || rate == null ? null : (Double) (rate / local);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        return JsonObject.of("bytes", bytes, "rounds", rounds, "pairs", JsonObject.list(pairs(), table()::toMap));
    }
}
