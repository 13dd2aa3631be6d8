// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.info;

import io.dgen.ByteSize;
import io.dgen.ContainerLimits;
import io.dgen.NumaNode;
import io.dgen.NumaNode.Performance;
import io.dgen.NumaTopology;
import io.dgen.NumaTopology.Cache;
import io.dgen.cli.report.Table;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The topology as text, with one line per node. */
record TopologyText(NumaTopology topology) {
    /** Largest number of nodes with a matrix of distances: a larger matrix is unreadable. */
    private static final int MAX_DISTANCES = 8;

    private static final int MAX_NOTES = 20;

    private record Column(String title, Function<NumaNode, String> cell) {}

    void print(PrintStream out) {
        out.println(Text.label("caches") + caches());
        out.println(Text.label("container") + container(topology.limits()));
        out.println(Text.label("nodes") + topology.deploymentType());
        table().forEach(line -> out.println(Text.label("") + line));
        if (topology.numNodes() > MAX_DISTANCES) {
            distances().forEach(line -> out.println(Text.label("") + line));
        }
        notes().forEach(note -> out.println(Text.label("note") + note));
    }

    private String caches() {
        return topology.caches().isEmpty()
                ? "unknown"
                : topology.caches().stream().map(TopologyText::cache).collect(Collectors.joining(", "));
    }

    private static String cache(Cache cache) {
        return "L" + cache.level() + " " + cache.type() + " " + ByteSize.format(cache.sizeBytes())
                + (cache.sharedByCpus() > 1 ? " for " + cache.sharedByCpus() + " CPUs" : "");
    }

    private static String container(ContainerLimits limits) {
        if (limits.cgroupVersion() == 0) {
            return "no cgroup";
        }
        Double quota = limits.cpuQuota();
        return "cgroup v" + limits.cgroupVersion() + ": CPU time "
                + (quota == null ? "unlimited" : "of " + Text.ratio(quota) + (quota == 1 ? " CPU" : " CPUs"))
                + ", CPUs " + ids(limits.cpus()) + ", memory of nodes " + ids(limits.memoryNodes());
    }

    private static String ids(@Nullable List<Integer> ids) {
        return ids == null ? "unlimited" : IdRanges.text(ids);
    }

    private List<String> table() {
        List<Column> columns = columns();
        Table table = new Table();
        table.row(columns.stream().map(Column::title));
        topology.nodes()
                .forEach(node -> table.row(columns.stream().map(c -> c.cell().apply(node))));
        return table.lines();
    }

    private List<Column> columns() {
        List<NumaNode> nodes = topology.nodes();
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("node", node -> Integer.toString(node.id())));
        columns.add(new Column("CPUs", node -> IdRanges.text(node.cpus())));
        if (nodes.stream().anyMatch(node -> !node.allowedCpus().equals(node.cpus()))) {
            columns.add(new Column("allowed", node -> IdRanges.text(node.allowedCpus())));
        }
        columns.add(new Column("memory", TopologyText::memory));
        columns.add(new Column("free", node -> Text.size(node.freeBytes())));
        if (nodes.stream().map(NumaNode::performance).anyMatch(Objects::nonNull)) {
            columns.add(performance("read ns", Performance::readLatencyNanos));
            columns.add(performance("write ns", Performance::writeLatencyNanos));
            columns.add(performance("read MB/s", Performance::readMegabytesPerSecond));
            columns.add(performance("write MB/s", Performance::writeMegabytesPerSecond));
        }
        if (nodes.size() > 1 && nodes.size() <= MAX_DISTANCES) {
            for (NumaNode to : nodes) {
                columns.add(new Column("to " + to.id(), node -> {
                    Integer distance = node.distances().get(to.id());
                    return distance == null ? "-" : distance.toString();
                }));
            }
        }
        return columns;
    }

    private static String memory(NumaNode node) {
        String size = node.memoryBytes() == 0 ? "none" : Text.size(node.memoryBytes());
        return node.isMemoryAllowed() || node.memoryBytes() == 0 ? size : size + ", not allowed";
    }

    private static Column performance(String title, ToLongFunction<Performance> value) {
        return new Column(title, node -> {
            long number = node.performance() == null ? 0 : value.applyAsLong(node.performance());
            return number == 0 ? "-" : Long.toString(number);
        });
    }

    private Stream<String> distances() {
        IntSummaryStatistics remote = topology.nodes().stream()
                .flatMap(from -> from.distances().entrySet().stream().filter(to -> to.getKey() != from.id()))
                .mapToInt(to -> to.getValue())
                .summaryStatistics();
        return remote.getCount() == 0
                ? Stream.of()
                : Stream.of("distances to other nodes: " + remote.getMin() + " to " + remote.getMax()
                        + "; each is in --json");
    }

    private Stream<String> notes() {
        int more = topology.notes().size() - MAX_NOTES;
        return Stream.concat(
                topology.notes().stream().limit(MAX_NOTES),
                more > 0 ? Stream.of(more + " more in --json") : Stream.of());
    }
}
