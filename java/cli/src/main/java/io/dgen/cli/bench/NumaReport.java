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
import io.dgen.bench.report.ReportTable;
import io.dgen.bench.report.ReportTable.ReportColumn;
import io.dgen.bench.statistics.Quantiles;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Table;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rates at which the threads of each NUMA node fill memory of each node, and their ratio to the rate of local memory. */
record NumaReport(long bytes, int rounds, List<Pair> pairs) implements Report {
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

    /**
     * Measures all pairs.
     *
     * @param bytes on each node
     * @throws io.dgen.NumaException if a node does not have that much
     */
    static NumaReport measure(NumaTopology topology, long bytes, int rounds) {
        List<NumaBuffer> buffers = new ArrayList<>();
        try {
            for (NumaNode node : BufferKind.memoryNodes(topology)) {
                buffers.add(NumaBuffer.allocate(bytes, NumaPolicy.onNode(node.id())));
            }
            List<Pair> pairs = new ArrayList<>();
            List<Candidate<Double>> candidates = new ArrayList<>();
            for (NumaNode cpus : topology.nodesWithCpus()) {
                for (int threads : new TreeSet<>(List.of(1, cpus.allowedCpus().size()))) {
                    DataStream stream = new DataStream(GeneratorConfig.builder()
                            .seed(1)
                            .sizeBytes(bytes)
                            .numaMode(NumaMode.FORCE)
                            .numaNode(cpus.id())
                            .maxThreads(threads)
                            .build());
                    for (NumaBuffer memory : buffers) {
                        candidates.add(() -> gigabytesPerSecond(stream, memory.segment()));
                        pairs.add(new Pair(cpus.id(), memory.policy().nodes().getFirst(), threads, 0));
                    }
                }
            }
            List<List<Double>> rates = InterleavedMeasurement.run(candidates, TimeBudget.ofRounds(rounds));
            Iterator<List<Double>> next = rates.iterator();
            pairs.replaceAll(p -> new Pair(p.cpuNode, p.memoryNode, p.threads, Quantiles.median(next.next())));
            return new NumaReport(bytes, rounds, pairs);
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
        return new ReportTable<>(List.of(
                new ReportColumn<>("cpuNode", "cpus of", "node %-5d", Pair::cpuNode),
                new ReportColumn<>("memoryNode", "memory of", "node %-5d", Pair::memoryNode),
                new ReportColumn<>("threads", "threads", "%7d", Pair::threads),
                new ReportColumn<>("gigabytesPerSecond", "    GB/s", "%8.2f", Pair::gigabytesPerSecond),
                new ReportColumn<>("", "of local", "%s", this::ofLocalText),
                ReportColumn.field("ofLocal", this::ofLocal)));
    }

    @Override
    public void printText(PrintStream out) {
        out.println("filled      " + Text.bytes(bytes) + " per node, medians of " + rounds);
        Table.of(table().lines(pairs)).lines().forEach(out::println);
        if (pairs.stream().allMatch(Pair::isLocal)) {
            out.println("one node with memory: there is no remote memory to compare with");
        }
    }

    private String ofLocalText(Pair pair) {
        Double ofLocal = ofLocal(pair);
        return pair.isLocal() ? "local" : ofLocal == null ? "-" : String.format(Locale.ROOT, "%.2f", ofLocal);
    }

    /** {@return the ratio to the rate of the same threads with the memory of their own node; null if that has none} */
    private @Nullable Double ofLocal(Pair pair) {
        return pairs.stream()
                .filter(p -> p.isLocal() && p.cpuNode() == pair.cpuNode() && p.threads() == pair.threads())
                .map(local -> pair.gigabytesPerSecond() / local.gigabytesPerSecond())
                .findFirst()
                .orElse(null);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        return JsonObject.of("bytes", bytes, "rounds", rounds, "pairs", JsonObject.list(pairs, table()::toMap));
    }
}
