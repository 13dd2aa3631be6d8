// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.parallel.SliceAssignment;
import io.dgen.internal.parallel.SliceTask;
import io.dgen.internal.parallel.Slices;
import io.dgen.internal.parallel.Workers;
import io.dgen.internal.topology.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Processes each slice of a buffer with threads of the node that holds its memory. Immutable and thread-safe. */
public final class NodeWorkers {
    private static final int UNKNOWN = -1;

    private final List<Node> workers;
    /** Index of the nearest worker node, by the id of a node with memory. */
    private final int[] nearest;

    private final int cpus;

    /**
     * @param nodes all nodes of the machine
     * @param workers the nodes with the CPUs to use; not empty, and each node has CPUs
     */
    public NodeWorkers(MachineNodes nodes, List<Node> workers) {
        this.workers = List.copyOf(workers);
        this.cpus =
                workers.stream().mapToInt(n -> n.allowedCpus().cardinality()).sum();
        int ids = nodes.all().stream().mapToInt(Node::id).max().orElse(0) + 1;
        this.nearest = new int[ids];
        MachineNodes usable = new MachineNodes(workers);
        for (int id = 0; id < ids; id++) {
            nearest[id] = indexOf(usable.cpusNear(id).orElseThrow().id());
        }
    }

    /** Not List.indexOf: the JDK's equals of records keeps the class loader of a record softly reachable. */
    private int indexOf(int id) {
        int i = 0;
        while (workers.get(i).id() != id) {
            i++;
        }
        return i;
    }

    /** The nodes with the CPUs that are used, ascending by id. */
    public List<Node> workers() {
        return workers;
    }

    /**
     * Processes the slices, as {@link Workers#run(List, SliceTask)}.
     *
     * @param address address of the first byte in memory; 0 for a heap array, because its node is unknown
     * @return false, with nothing processed, if there are fewer threads than nodes that have slices
     */
    public boolean run(long address, Slices slices, int threads, SliceTask task) {
        int[] nodes = new int[Math.toIntExact(slices.count())];
        locate(address, slices, nodes);
        List<SliceAssignment> assignments = assign(nodes, threads);
        if (assignments.isEmpty()) {
            return false;
        }
        Workers.run(assignments, task);
        return true;
    }

    /**
     * Queries the node of the first byte of each slice. One byte is enough, because regions of a buffer are larger than
     * slices.
     */
    private static void locate(long address, Slices slices, int[] nodes) {
        Arrays.fill(nodes, UNKNOWN);
        if (address == 0) {
            return;
        }
        // Two calls: the first slice may be shorter than the others.
        int[] first = new int[1];
        int[] rest = new int[nodes.length - 1];
        if (NativeMemory.locate(address, 0, first) != NativeMemory.OK) {
            return;
        }
        nodes[0] = first[0];
        if (rest.length > 0
                && NativeMemory.locate(address + (slices.start(1) - slices.offset()), slices.size(), rest)
                        == NativeMemory.OK) {
            System.arraycopy(rest, 0, nodes, 1, rest.length);
        }
    }

    /**
     * Assigns each slice to the worker node nearest to it. Slices on unknown nodes are divided in proportion to CPUs.
     *
     * @param nodes the node of each slice; negative if unknown
     * @return empty if there are fewer threads than nodes that have slices
     */
    List<SliceAssignment> assign(int[] nodes, int threads) {
        int[] worker = new int[nodes.length];
        int[] slices = new int[workers.size()];
        for (int i = 0; i < nodes.length; i++) {
            boolean isKnown = nodes[i] >= 0 && nodes[i] < nearest.length;
            worker[i] = isKnown ? nearest[nodes[i]] : proportional(i, nodes.length);
            slices[worker[i]]++;
        }
        int[] threadsOf = assignThreads(slices, threads);
        List<SliceAssignment> assignments = new ArrayList<>();
        for (int w = 0; w < slices.length; w++) {
            if (slices[w] > 0 && threadsOf[w] > 0) {
                int[] numbers = indexesOf(w, worker, slices[w]);
                assignments.add(new SliceAssignment(NodePools.of(workers.get(w)), threadsOf[w], numbers));
            }
        }
        return assignments;
    }

    /** The worker node of slice i of n, if the slices are divided in proportion to the CPUs. */
    private int proportional(int i, int n) {
        long cpu = (2L * i + 1) * cpus / (2L * n);
        int w = 0;
        for (long before = cpusOf(0); before <= cpu; before += cpusOf(w)) {
            w++;
        }
        return w;
    }

    private int cpusOf(int worker) {
        return workers.get(worker).allowedCpus().cardinality();
    }

    /**
     * Returns the number of threads of each worker node. Each worker node that has slices gets one thread; each further
     * thread goes to the one with the most slices per thread. All numbers are 0 if there are too few threads.
     */
    private int[] assignThreads(int[] slices, int threads) {
        int[] assigned = new int[slices.length];
        int left = threads;
        for (int w = 0; w < slices.length; w++) {
            if (slices[w] > 0) {
                assigned[w] = 1;
                left--;
            }
        }
        if (left < 0) {
            return new int[slices.length];
        }
        for (; left > 0; left--) {
            int most = -1;
            for (int w = 0; w < slices.length; w++) {
                boolean canTake = assigned[w] < Math.min(slices[w], cpusOf(w));
                if (canTake && (most < 0 || (long) slices[w] * assigned[most] > (long) slices[most] * assigned[w])) {
                    most = w;
                }
            }
            if (most < 0) {
                break;
            }
            assigned[most]++;
        }
        return assigned;
    }

    private static int[] indexesOf(int value, int[] values, int count) {
        int[] indexes = new int[count];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                indexes[n++] = i;
            }
        }
        return indexes;
    }
}
