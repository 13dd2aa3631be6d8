// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.NumaNode;
import io.dgen.NumaTopology;
import io.dgen.SystemInfo;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** The NUMA options of the command line, on a machine of any number of nodes. */
final class NumaTest {
    private static final String RECIPE = "dgen1:seed=7,stream=0,size=9000001,block=8KiB,dedup=2.5,compress=2";

    private static final int NODE =
            NumaTopology.get().nodesWithCpus().getFirst().id();

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {"--numa auto", "--numa FORCE", "--numa disabled", "--numa force --threads 1", "--numa-node"})
    void bytesAreTheSameInEveryMode(String options) {
        Path file = dir.resolve("data");
        String all = options.endsWith("node") ? options + " " + NODE : options;
        Object[] arguments = ("generate --recipe " + RECIPE + " " + all + " " + file).split(" ", -1);
        Object[] check = ("verify --recipe " + RECIPE + " " + all + " " + file).split(" ", -1);

        assertThat(Cli.run(arguments).status()).isZero();
        assertThat(file).hasBinaryContent(Cli.bytes(RECIPE));
        assertThat(Cli.run(check).status()).isZero();
    }

    @Test
    void benchReportsTheRateOfEachPairOfNodes() throws IOException {
        Assumptions.assumeTrue(canPin(), "threads cannot be pinned here");
        Outcome text = Cli.run("bench", "--numa", "--size", "4MiB", "--rounds", "1");
        assertThat(text.status()).isZero();
        assertThat(text.out()).containsPattern("node " + NODE + " +node \\d+ +1 +\\d+\\.\\d\\d");

        Outcome json = Cli.run("bench", "--numa", "--size", "4MiB", "--rounds", "2", "--json");
        Map<String, Object> map = JSON.std.mapFrom(json.out());
        assertThat(map).containsEntry("bytes", 4 << 20).containsEntry("rounds", 2);
        List<Map<?, ?>> pairs = new ArrayList<>();
        ((List<?>) map.get("pairs")).forEach(pair -> pairs.add((Map<?, ?>) pair));
        assertThat(pairs)
                .extracting(p -> List.of(p.get("cpuNode"), p.get("threads"), p.get("memoryNode")))
                .containsExactlyElementsOf(expectedPairs());
        assertThat(pairs).allSatisfy(pair -> assertThat(pair.get("ofLocal")).isEqualTo(ofLocal(pair, pairs)));
    }

    /** Node, number of threads and node of the memory of each measurement. */
    private static List<List<Object>> expectedPairs() {
        List<List<Object>> expected = new ArrayList<>();
        for (NumaNode cpus : NumaTopology.get().nodesWithCpus()) {
            for (int threads : new TreeSet<>(List.of(1, cpus.allowedCpus().size()))) {
                NumaTopology.get().nodes().stream()
                        .filter(memory -> memory.isMemoryAllowed() && memory.memoryBytes() != 0)
                        .forEach(memory -> expected.add(List.of(cpus.id(), threads, memory.id())));
            }
        }
        return expected;
    }

    /**
     * The rate divided by the rate of the same threads on memory of their own node; null if that node has no memory.
     */
    private static Double ofLocal(Map<?, ?> pair, List<Map<?, ?>> pairs) {
        return pairs.stream()
                .filter(p -> p.get("cpuNode").equals(p.get("memoryNode")))
                .filter(p -> p.get("cpuNode").equals(pair.get("cpuNode")))
                .filter(p -> p.get("threads").equals(pair.get("threads")))
                .map(p -> rate(pair) / rate(p))
                .findFirst()
                .orElse(null);
    }

    private static double rate(Map<?, ?> pair) {
        return (Double) pair.get("gigabytesPerSecond");
    }

    @Test
    void oneNodeHasNothingToCompareWith() {
        Assumptions.assumeTrue(canPin(), "threads cannot be pinned here");
        Assumptions.assumeTrue(NumaTopology.get().isUma(), "there are several nodes");
        assertThat(Cli.run("bench", "--numa", "--size", "4MiB", "--rounds", "1").out())
                .contains("there is no remote memory to compare with");
    }

    private static boolean canPin() {
        return SystemInfo.get().pinningUnavailable() == null;
    }
}
