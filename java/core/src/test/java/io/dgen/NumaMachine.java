package io.dgen;

import io.dgen.internal.kernel.Affinity;
import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.numa.NodeWorkers;
import io.dgen.internal.parallel.Parts;
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

/**
 * Proofs about placement and pinning that take a machine of several nodes: run by native/test/numa-vm. Prints one line per proof; exit status 1 if one does not hold. With the argument
 * {@code restricted} the process is expected to be kept from some node and to 512 MiB; with {@code offline} it takes the CPUs of the last
 * node offline; with {@code first-touch} it runs only the proof that fails where the process has a policy of its own.
 */
public final class NumaMachine {
    private static final long MIB = 1 << 20;

    /** Several parts of 1 MiB per node, and no multiple of them. */
    private static final long BYTES = 6 * MIB + 12_345;

    /** The system may make huge pages unasked, and gives them to nodes as a whole. */
    private static final long HUGE_PAGE = 2 * MIB / 4096;

    private static final Recipe RECIPE = Recipe.parse("dgen1:seed=7,size=24MiB,dedup=2.5,compress=2");

    private final NumaTopology topology = NumaTopology.get();
    private final List<NumaNode> withCpus = topology.nodesWithCpus();
    private final List<NumaNode> withMemory = topology.nodes().stream()
            .filter(n -> n.isMemoryAllowed() && n.memoryBytes() != 0)
            .toList();
    private int failed;

    private interface Proof {
        void run() throws Exception;
    }

    private NumaMachine() {}

    /** @param args {@code restricted}, {@code offline}, {@code first-touch} or nothing */
    public static void main(String[] args) {
        if (!NativeLibrary.isLoaded()) {
            throw new IllegalStateException(NativeLibrary.failure());
        }
        NumaMachine machine = new NumaMachine();
        switch (args.length == 0 ? "" : args[0]) {
            case "offline" -> machine.prove("threads of a node whose CPUs go offline run elsewhere", machine::offline);
            case "first-touch" -> machine.proveFirstTouch();
            case "restricted" -> {
                machine.proveAll();
                machine.prove("a forbidden node is refused", machine::forbidden);
                machine.prove(
                        "more than the container has is refused", () -> expectFailure(700 * MIB, NumaPolicy.local()));
            }
            default -> machine.proveAll();
        }
        System.exit(machine.failed == 0 ? 0 : 1);
    }

    private void proveAll() {
        System.out.println("nodes with CPUs " + ids(withCpus) + ", with memory " + ids(withMemory) + ", libnuma "
                + SystemInfo.get().libnuma());
        prove("pages lie on the node asked for", this::pagesOnTheirNode);
        prove("pages are spread and interleaved as asked", this::pagesOnSeveralNodes);
        prove("huge pages of the pool lie on the node asked for", this::hugePages);
        prove("local pages lie on the allocating thread's node", this::localPages);
        prove("pooled buffers lie on their node", this::pooledBuffers);
        prove("threads of a node stay on its CPUs", this::threadsOfANode);
        prove("each part of a buffer is made by its node's threads", this::partsByTheirNode);
        proveFirstTouch();
        prove("numaNode keeps the work on one node", this::oneNode);
        prove("bytes are the same in every mode", this::sameBytes);
        prove("one generator per node makes the stream between them", this::perNode);
        prove("the caller's affinity is not changed", this::callersAffinity);
        prove("an unknown node is refused", () -> expectRefusal(NumaPolicy.onNode(1000)));
        prove("more than a node has is refused", this::tooMuch);
        prove("all that a small node has free is on it, or refused", this::allOfIt);
    }

    private void proveFirstTouch() {
        prove("memory that nobody has touched is first touched by its node's threads", this::firstTouch);
    }

    private void prove(String what, Proof proof) {
        try {
            proof.run();
            System.out.println("ok      " + what);
        } catch (Exception | AssertionError e) {
            failed++;
            System.out.println("FAILED  " + what + ": " + e);
        }
    }

    private static void check(boolean holds, Object message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }

    private static List<Integer> ids(List<NumaNode> nodes) {
        return nodes.stream().map(NumaNode::id).toList();
    }

    private void pagesOnTheirNode() {
        for (NumaNode node : withMemory) {
            try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, NumaPolicy.onNode(node.id()))) {
                NumaPlacement placement = buffer.verifyPlacement();
                check(placement.isAsAsked(), node.id() + ": " + placement);
                check(placement.pagesPerNode().equals(Map.of(node.id(), pages(BYTES))), node.id() + ": " + placement);
            }
        }
    }

    private static long pages(long bytes) {
        return (bytes + 4095) / 4096;
    }

    private void pagesOnSeveralNodes() {
        for (NumaPolicy policy : List.of(NumaPolicy.spread(), NumaPolicy.interleaved())) {
            try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, policy)) {
                NumaPlacement placement = buffer.verifyPlacement();
                check(placement.isAsAsked(), policy + ": " + placement);
                check(placement.pagesPerNode().keySet().equals(Set.copyOf(ids(withMemory))), policy + ": " + placement);
                long share = pages(BYTES) / withMemory.size();
                check(
                        placement.pagesPerNode().values().stream().allMatch(n -> Math.abs(n - share) <= HUGE_PAGE),
                        policy + ": " + placement);
            }
        }
    }

    private void hugePages() throws IOException {
        for (NumaNode node : withMemory) {
            Path pool =
                    Path.of("/sys/devices/system/node/node" + node.id() + "/hugepages/hugepages-2048kB/nr_hugepages");
            Files.writeString(pool, "3");
            try (NumaBuffer buffer = NumaBuffer.allocate(5 * MIB, NumaPolicy.onNode(node.id()), PageKind.HUGETLB)) {
                NumaPlacement placement = buffer.verifyPlacement();
                check(placement.pagesPerNode().equals(Map.of(node.id(), pages(5 * MIB))), node.id() + ": " + placement);
                expectFailure(5 * MIB, NumaPolicy.onNode(node.id()), PageKind.HUGETLB); // the pool has one left
            } finally {
                Files.writeString(pool, "0");
            }
        }
    }

    private void localPages() throws Exception {
        for (NumaNode node : withCpus) {
            if (node.memoryBytes() != 0 && node.isMemoryAllowed()) {
                onNode(node, () -> {
                    try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, NumaPolicy.local())) {
                        NumaPlacement placement = buffer.verifyPlacement();
                        check(
                                placement.pagesPerNode().equals(Map.of(node.id(), pages(BYTES))),
                                node.id() + ": " + placement);
                    }
                });
            }
        }
    }

    private static void onNode(NumaNode node, Proof proof) throws Exception {
        BitSet cpus = new BitSet();
        node.allowedCpus().forEach(cpus::set);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            thread.submit(() -> {
                        check(Affinity.set(cpus) == NativeMemory.OK, "cannot run on node " + node.id());
                        proof.run();
                        return null;
                    })
                    .get();
        }
    }

    private void pooledBuffers() throws InterruptedException {
        for (NumaNode node : withMemory) {
            try (NumaBufferPool pool = NumaBufferPool.allocate(3, MIB, NumaPolicy.onNode(node.id()));
                    NumaBufferPool.Lease one = pool.acquire();
                    NumaBufferPool.Lease two = pool.acquire()) {
                check(one.buffer().verifyPlacement().isAsAsked(), node.id());
                check(two.buffer().verifyPlacement().isAsAsked(), node.id());
            }
        }
    }

    private void threadsOfANode() throws Exception {
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

    private static GeneratorConfig forced() {
        return GeneratorConfig.builder().recipe(RECIPE).numaMode(NumaMode.FORCE).build();
    }

    /** Who works where is seen from the threads themselves: each looks at its CPU and at the node of its bytes. */
    private void partsByTheirNode() {
        try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, NumaPolicy.spread())) {
            Map<Long, Integer> cpuOfPart = cpusOf(forced(), buffer.segment());
            check(cpuOfPart.size() == 7, cpuOfPart);
            cpuOfPart.forEach((part, cpu) -> {
                int[] lies = new int[1];
                NativeMemory.locate(buffer.segment().address() + part, 0, lies);
                check(
                        nearest(lies[0]).allowedCpus().contains(cpu),
                        "part at " + part + " on node " + lies[0] + " was made by CPU " + cpu);
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

    /** The CPU that each part was made on, by its offset in the buffer. */
    private static Map<Long, Integer> cpusOf(GeneratorConfig config, MemorySegment buffer) {
        Map<Long, Integer> cpus = new ConcurrentHashMap<>();
        Parts parts = new Parts(0, buffer.byteSize(), MIB);
        NodeWorkers workers = Objects.requireNonNull(Numa.workers(config.numaMode(), config.numaNode()));
        workers.run(buffer.address(), parts, config.maxThreads(), i -> cpus.put(parts.start(i), Affinity.cpu()));
        return cpus;
    }

    private void firstTouch() {
        long bytes = 16 * MIB;
        long[] address = new long[1];
        check(NativeMemory.map(bytes, 2 * MIB, 0, address) == NativeMemory.OK, "cannot map");
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

    private void oneNode() {
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

    private void sameBytes() {
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

    private void perNode() throws Exception {
        try (DataGenerator whole = new DataGenerator(forced())) {
            List<NodeGenerator> parts = whole.perNode(1, 4 * MIB);
            check(parts.size() == withCpus.size(), parts.size());
            long at = 0;
            for (NodeGenerator part : parts) {
                try (part;
                        NumaBufferPool.Lease lease = part.buffers().acquire()) {
                    check(lease.buffer().verifyPlacement().isAsAsked(), part.node());
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

    private void callersAffinity() {
        BitSet before = Affinity.get();
        try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, NumaPolicy.spread())) {
            new DataStream(forced()).fill(0, buffer.segment());
        }
        check(before.equals(Affinity.get()), Affinity.get());
    }

    private void tooMuch() {
        for (NumaNode node : withMemory) {
            for (long bytes : new long[] {node.memoryBytes() + MIB, 1L << 50, Long.MAX_VALUE}) {
                expectFailure(bytes, NumaPolicy.onNode(node.id()));
            }
        }
    }

    /** The system keeps a reserve: the last pages have to go elsewhere, which may not be left at that. */
    private void allOfIt() {
        for (NumaNode node : withMemory) {
            if (node.memoryBytes() < 256 * MIB) {
                long bytes = Numa.freeBytes(node.id()) - MIB;
                try (NumaBuffer buffer = NumaBuffer.allocate(bytes, NumaPolicy.onNode(node.id()))) {
                    NumaPlacement placement = buffer.verifyPlacement();
                    check(placement.isAsAsked(), placement);
                } catch (NumaException e) {
                    System.out.println("        " + e.getMessage());
                }
            }
        }
    }

    private void forbidden() {
        List<NumaNode> forbidden =
                topology.nodes().stream().filter(n -> !n.isMemoryAllowed()).toList();
        check(!forbidden.isEmpty(), "no node is forbidden");
        forbidden.forEach(n -> expectRefusal(NumaPolicy.onNode(n.id())));
        try {
            GeneratorConfig.builder()
                    .recipe(RECIPE)
                    .numaNode(forbidden.getFirst().id())
                    .build();
            throw new AssertionError("a node without CPUs for this process was accepted");
        } catch (IllegalArgumentException e) {
            System.out.println("        " + e.getMessage());
        }
    }

    private void offline() throws IOException {
        NumaNode last = withCpus.getLast();
        Numa.nodes(); // the library has seen all CPUs before
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

    private static void expectRefusal(NumaPolicy policy) {
        try (NumaBuffer buffer = NumaBuffer.allocate(MIB, policy)) {
            throw new AssertionError(policy + " was allocated: " + buffer.verifyPlacement());
        } catch (IllegalArgumentException e) {
            System.out.println("        " + e.getMessage());
        }
    }

    private static void expectFailure(long bytes, NumaPolicy policy) {
        expectFailure(bytes, policy, PageKind.BASE);
    }

    private static void expectFailure(long bytes, NumaPolicy policy, PageKind pages) {
        try (NumaBuffer buffer = NumaBuffer.allocate(bytes, policy, pages)) {
            throw new AssertionError(policy + " was allocated: " + buffer.verifyPlacement());
        } catch (NumaException e) {
            System.out.println("        " + e.getMessage());
        }
    }
}
