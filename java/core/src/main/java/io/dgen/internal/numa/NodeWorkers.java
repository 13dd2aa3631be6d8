package io.dgen.internal.numa;

import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.parallel.Part;
import io.dgen.internal.parallel.Parts;
import io.dgen.internal.parallel.Share;
import io.dgen.internal.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Works on each part of a buffer with threads of the node that the part lies on. Immutable and thread-safe. */
public final class NodeWorkers {
    private static final int UNKNOWN = -1;

    private final List<Node> workers;
    /** By id of a node with memory: the index of the worker that is nearest to it. */
    private final int[] nearest;

    private final int cpus;

    /**
     * @param nodes all of the machine
     * @param workers those whose CPUs may be used; not empty, and each with CPUs
     */
    public NodeWorkers(Nodes nodes, List<Node> workers) {
        this.workers = List.copyOf(workers);
        this.cpus = workers.stream().mapToInt(n -> n.cpus().cardinality()).sum();
        int ids = nodes.all().stream().mapToInt(Node::id).max().orElse(0) + 1;
        this.nearest = new int[ids];
        Nodes usable = new Nodes(workers);
        for (int id = 0; id < ids; id++) {
            nearest[id] = this.workers.indexOf(usable.cpusNear(id).orElseThrow());
        }
    }

    /** The nodes whose CPUs are used, ordered by id. */
    public List<Node> workers() {
        return workers;
    }

    /**
     * Does the parts, as {@link Workers#run(List, Part)}.
     *
     * @param address of the first byte in memory; 0 for a heap array, which may be anywhere
     * @return false, with nothing done, if it takes more threads than these to have one on each node
     */
    public boolean run(long address, Parts parts, int threads, Part part) {
        int[] nodes = new int[Math.toIntExact(parts.count())];
        locate(address, parts, nodes);
        List<Share> shares = share(nodes, threads);
        if (shares.isEmpty()) {
            return false;
        }
        Workers.run(shares, part);
        return true;
    }

    /** Asks for the node of the first byte of each part: buffers are placed in larger pieces than these. */
    private static void locate(long address, Parts parts, int[] nodes) {
        Arrays.fill(nodes, UNKNOWN);
        if (address == 0) {
            return;
        }
        // Asked apart: the first part may be shorter than the others.
        int[] first = new int[1];
        int[] rest = new int[nodes.length - 1];
        if (NativeMemory.locate(address, 0, first) != NativeMemory.OK) {
            return;
        }
        nodes[0] = first[0];
        if (rest.length > 0
                && NativeMemory.locate(address + (parts.start(1) - parts.offset()), parts.size(), rest)
                        == NativeMemory.OK) {
            System.arraycopy(rest, 0, nodes, 1, rest.length);
        }
    }

    /**
     * Who does what: each part for the workers nearest to its node, parts on unknown nodes split by numbers of CPUs.
     *
     * @param nodes of the parts; negative if unknown
     * @return empty if there are fewer threads than nodes that have work
     */
    List<Share> share(int[] nodes, int threads) {
        int[] worker = new int[nodes.length];
        int[] parts = new int[workers.size()];
        for (int i = 0; i < nodes.length; i++) {
            boolean known = nodes[i] >= 0 && nodes[i] < nearest.length;
            worker[i] = known ? nearest[nodes[i]] : evenly(i, nodes.length);
            parts[worker[i]]++;
        }
        int[] threadsOf = shareThreads(parts, threads);
        List<Share> shares = new ArrayList<>();
        for (int w = 0; w < parts.length; w++) {
            if (parts[w] > 0 && threadsOf[w] > 0) {
                shares.add(new Share(NodePools.of(workers.get(w)), threadsOf[w], numbersOf(worker, w, parts[w])));
            }
        }
        return shares;
    }

    /** The worker of part i of n when each has as much of the whole as it has of the CPUs. */
    private int evenly(int i, int n) {
        long cpu = (2L * i + 1) * cpus / (2L * n);
        int w = 0;
        for (long before = cpusOf(0); before <= cpu; before += cpusOf(w)) {
            w++;
        }
        return w;
    }

    private int cpusOf(int worker) {
        return workers.get(worker).cpus().cardinality();
    }

    /** One thread for each that has parts, the others one by one to who has most parts per thread; all 0 if too few. */
    private int[] shareThreads(int[] parts, int threads) {
        int[] given = new int[parts.length];
        int left = threads;
        for (int w = 0; w < parts.length; w++) {
            if (parts[w] > 0) {
                given[w] = 1;
                left--;
            }
        }
        if (left < 0) {
            return new int[parts.length];
        }
        for (; left > 0; left--) {
            int most = -1;
            for (int w = 0; w < parts.length; w++) {
                boolean canTake = given[w] < Math.min(parts[w], cpusOf(w));
                if (canTake && (most < 0 || (long) parts[w] * given[most] > (long) parts[most] * given[w])) {
                    most = w;
                }
            }
            if (most < 0) {
                break;
            }
            given[most]++;
        }
        return given;
    }

    private static int[] numbersOf(int[] worker, int w, int count) {
        int[] numbers = new int[count];
        int n = 0;
        for (int i = 0; i < worker.length; i++) {
            if (worker[i] == w) {
                numbers[n++] = i;
            }
        }
        return numbers;
    }
}
