// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.GeneratorConfig;
import io.dgen.NumaBuffer;
import io.dgen.NumaBufferPool;
import io.dgen.NumaException;
import io.dgen.NumaNode;
import io.dgen.NumaPlacement;
import io.dgen.NumaPolicy;
import io.dgen.PageKind;
import io.dgen.SystemInfo;
import io.dgen.internal.numa.NodeMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Proofs of the placement of memory. */
final class NumaMemoryProofs extends NumaProofs {
    /**
     * Size of a huge page in base pages. The system may allocate huge pages that were not requested; each is on one
     * node.
     */
    private static final long HUGE_PAGE = 2 * MIB / 4096;

    void libnumasAllocator() {
        String allocator = SystemInfo.get().nodeAllocator();
        check(allocator.equals("numa_alloc_onnode"), allocator);
    }

    void unknownNode() {
        expectRefusal(NumaPolicy.onNode(1000));
    }

    void moreThanTheContainerHas() {
        expectFailure(700 * MIB, NumaPolicy.local());
    }

    void pagesOnTheirNode() {
        for (NumaNode node : withMemory) {
            try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, NumaPolicy.onNode(node.id()))) {
                NumaPlacement placement = buffer.verifyPlacement();
                check(placement.isAsRequested(), node.id() + ": " + placement);
                check(placement.pagesPerNode().equals(Map.of(node.id(), pages(BYTES))), node.id() + ": " + placement);
            }
        }
    }

    void pagesOnSeveralNodes() {
        for (NumaPolicy policy : List.of(NumaPolicy.spread(), NumaPolicy.interleaved())) {
            try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, policy)) {
                NumaPlacement placement = buffer.verifyPlacement();
                check(placement.isAsRequested(), policy + ": " + placement);
                check(placement.pagesPerNode().keySet().equals(Set.copyOf(ids(withMemory))), policy + ": " + placement);
                long share = pages(BYTES) / withMemory.size();
                check(
                        placement.pagesPerNode().values().stream().allMatch(n -> Math.abs(n - share) <= HUGE_PAGE),
                        policy + ": " + placement);
            }
        }
    }

    void hugePages() throws IOException {
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

    void localPages() throws Exception {
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

    void pooledBuffers() throws InterruptedException {
        for (NumaNode node : withMemory) {
            try (NumaBufferPool pool = NumaBufferPool.allocate(3, MIB, NumaPolicy.onNode(node.id()));
                    NumaBufferPool.Lease one = pool.acquire();
                    NumaBufferPool.Lease two = pool.acquire()) {
                check(one.buffer().verifyPlacement().isAsRequested(), node.id());
                check(two.buffer().verifyPlacement().isAsRequested(), node.id());
            }
        }
    }

    void moreThanANodeHas() {
        for (NumaNode node : withMemory) {
            for (long bytes : new long[] {node.memoryBytes() + MIB, 1L << 50, Long.MAX_VALUE}) {
                expectFailure(bytes, NumaPolicy.onNode(node.id()));
            }
            expectPoolFailure(node.memoryBytes() / MIB + 1, NumaPolicy.onNode(node.id()));
        }
    }

    /**
     * The system keeps a reserve, so that it allocates the last pages on other nodes: they must be moved, or the call
     * must fail.
     */
    void allOfASmallNode() {
        for (NumaNode node : withMemory) {
            if (node.memoryBytes() < 256 * MIB) {
                long bytes = NodeMemory.ofMachine().freeBytes(node.id()) - MIB;
                try (NumaBuffer buffer = NumaBuffer.allocate(bytes, NumaPolicy.onNode(node.id()))) {
                    NumaPlacement placement = buffer.verifyPlacement();
                    check(placement.isAsRequested(), placement);
                } catch (NumaException e) {
                    System.out.println("        " + e.getMessage());
                }
            }
        }
    }

    void forbiddenNode() {
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

    /** The buffers of 1 MiB fit one by one, but not together; none is allocated. */
    private static void expectPoolFailure(long buffers, NumaPolicy policy) {
        try (NumaBufferPool pool = NumaBufferPool.allocate((int) buffers, MIB, policy)) {
            throw new AssertionError(policy + " was allocated: " + pool.capacity() + " buffers");
        } catch (NumaException e) {
            check(e.getMessage().startsWith(buffers + " buffers"), e.getMessage());
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
