// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.cli.bench.NumaBench.Pair;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Rates of the pairs of nodes, and their ratio to the rate of local memory. */
record NumaBenchReport(long bytes, int rounds, List<Pair> pairs) implements Report {
    @Override
    public void printText(PrintStream out) {
        out.println("filled      " + Text.bytes(bytes) + " per node, medians of " + rounds);
        out.printf("%-10s  %-10s  %7s  %8s  %s%n", "cpus of", "memory of", "threads", "GB/s", "of local");
        for (Pair pair : pairs) {
            OptionalDouble ofLocal = ofLocal(pair);
            out.printf(
                    Locale.ROOT,
                    "%-10s  %-10s  %7d  %8.2f  %s%n",
                    "node " + pair.cpuNode(),
                    "node " + pair.memoryNode(),
                    pair.threads(),
                    pair.gigabytesPerSecond(),
                    pair.isLocal()
                            ? "local"
                            : ofLocal.isPresent() ? String.format(Locale.ROOT, "%.2f", ofLocal.getAsDouble()) : "-");
        }
        if (pairs.stream().allMatch(Pair::isLocal)) {
            out.println("one node with memory: there is no remote memory to compare with");
        }
    }

    /** {@return the ratio to the rate of the same threads with the memory of their own node; empty if that has none} */
    private OptionalDouble ofLocal(Pair pair) {
        return pairs.stream()
                .filter(p -> p.isLocal() && p.cpuNode() == pair.cpuNode() && p.threads() == pair.threads())
                .mapToDouble(local -> pair.gigabytesPerSecond() / local.gigabytesPerSecond())
                .findFirst();
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("bytes", bytes);
        map.put("rounds", rounds);
        map.put("pairs", pairs.stream().map(this::toMap).toList());
        return map;
    }

    private Map<String, @Nullable Object> toMap(Pair pair) {
        OptionalDouble ofLocal = ofLocal(pair);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("cpuNode", pair.cpuNode());
        map.put("memoryNode", pair.memoryNode());
        map.put("threads", pair.threads());
        map.put("gigabytesPerSecond", pair.gigabytesPerSecond());
        map.put("ofLocal", ofLocal.isPresent() ? ofLocal.getAsDouble() : null);
        return map;
    }
}
