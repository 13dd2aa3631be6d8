// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.GeneratorConfig;
import io.dgen.NumaMode;
import io.dgen.NumaNode;
import io.dgen.NumaTopology;
import io.dgen.Recipe;
import io.dgen.internal.kernel.Affinity;
import io.dgen.internal.kernel.NativeMemory;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Machine, constants and checks that the proofs of {@link NumaMachine} use. */
class NumaProofs {
    static final long MIB = 1 << 20;

    /** A size of several slices of 1 MiB per node that is not a multiple of a slice. */
    static final long BYTES = 6 * MIB + 12_345;

    static final Recipe RECIPE = Recipe.parse("dgen1:seed=7,size=24MiB,dedup=2.5,compress=2");

    final NumaTopology topology = NumaTopology.get();
    final List<NumaNode> withCpus = topology.nodesWithCpus();
    final List<NumaNode> withMemory = topology.nodes().stream()
            .filter(n -> n.isMemoryAllowed() && n.memoryBytes() != 0)
            .toList();

    interface Proof {
        void run() throws Exception;
    }

    static void check(boolean holds, Object message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }

    static List<Integer> ids(List<NumaNode> nodes) {
        return nodes.stream().map(NumaNode::id).toList();
    }

    static long pages(long bytes) {
        return (bytes + 4095) / 4096;
    }

    static GeneratorConfig forced() {
        return GeneratorConfig.builder().recipe(RECIPE).numaMode(NumaMode.FORCE).build();
    }

    static void onNode(NumaNode node, Proof proof) throws Exception {
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
}
