// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dgen.ContainerLimits;
import io.dgen.NumaBuffer;
import io.dgen.NumaException;
import io.dgen.NumaNode;
import io.dgen.NumaPolicy;
import io.dgen.NumaTopology;
import io.dgen.NumaTopology.Cache;
import io.dgen.bench.measure.TimeBudget;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.terminal.Stdio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Plans for machines of any kind. */
final class BenchPlanTest {
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    private static NumaTopology machine(int nodes, Cache... caches) {
        List<NumaNode> list = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            // The last node has memory only, and this process may not use it.
            boolean isLast = nodes > 1 && i == nodes - 1;
            list.add(new NumaNode(i, List.of(i), List.of(i), GIB, GIB, !isLast, Map.of(), null));
        }
        return new NumaTopology(list, nodes, nodes, 1, 1, List.of(caches), ContainerLimits.NONE, List.of());
    }

    private static BenchPlan plan(NumaTopology topology, int cpus, boolean quick) throws Failure {
        return quick ? plan(topology, cpus, "--quick") : plan(topology, cpus, new String[0]);
    }

    private static BenchPlan plan(NumaTopology topology, int cpus, String... options) throws Failure {
        return CommandLine.populateCommand(new BenchCommand(Stdio.ofProcess()), options)
                .plan(topology, cpus);
    }

    private static Cache cache(int level, String type, long bytes) {
        return new Cache(level, type, bytes, 1);
    }

    /** {@return an exception that only the library can make} */
    private static NumaException refusal() {
        return catchThrowableOfType(NumaException.class, () -> NumaBuffer.allocate(1L << 60, NumaPolicy.local()));
    }

    @Test
    void sizesEndAtFourTimesTheLastLevelCache() throws Failure {
        NumaTopology topology =
                machine(1, cache(1, "Data", 32 * KIB), cache(2, "Unified", MIB), cache(3, "Unified", 3 * MIB));

        BenchPlan full = plan(topology, 8, false);
        assertThat(full.maxBytes()).isEqualTo(12 * MIB);
        assertThat(full.sizes()).startsWith(4 * KIB, 8 * KIB, 16 * KIB).endsWith(8 * MIB, 12 * MIB);
        assertThat(plan(topology, 8, true).sizes())
                .containsExactly(4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, MIB, 4 * MIB, 12 * MIB);
        assertThat(full.notes()).isEmpty();
    }

    @Test
    void cachesThatAreUnknownOrHuge() throws Failure {
        BenchPlan unknown = plan(machine(1), 1, false);
        assertThat(unknown.maxBytes()).isEqualTo(128 * MIB);
        assertThat(unknown.notes())
                .containsExactly("the system does not report the size of the last-level cache: 32MiB assumed");

        NumaTopology huge = machine(1, cache(3, "Unified", GIB));
        assertThat(plan(huge, 1, false).maxBytes()).isEqualTo(4 * GIB);
        assertThat(plan(huge, 1, true).maxBytes()).isEqualTo(256 * MIB);
        assertThat(plan(huge, 1, true).notes())
                .containsExactly("buffers up to 256MiB only, not 4 times the last-level cache: --quick");
    }

    @Test
    void wishesComeFirst() throws Failure {
        String wishes = "--quick --only ratio --rounds 4 --threads 3 --max-size 100000 --ratios 2";
        BenchPlan plan = plan(machine(1), 8, wishes.split(" "));

        assertThat(plan).isEqualTo(new BenchPlan(Set.of(Group.RATIO), true, 4, 3, 98_304, List.of(2.0), List.of()));
    }

    @Test
    void quickRunsHaveFewerAndShorterRounds() throws Failure {
        BenchPlan.PointBudget quick = plan(machine(1), 1, true).pointBudget(false);
        BenchPlan.PointBudget full = plan(machine(1), 1, false).pointBudget(false);

        assertThat(quick.rounds().maxRounds()).isEqualTo(9);
        assertThat(full.rounds().maxRounds()).isEqualTo(15);
        assertThat(quick.compiled().sampleNanos()).isLessThan(full.compiled().sampleNanos());
        assertThat(plan(machine(1), 1, true).pointBudget(true).rounds()).isEqualTo(TimeBudget.ofRounds(3));
        assertThat(plan(machine(1), 1, "--quick", "--rounds", "1")
                        .pointBudget(true)
                        .rounds())
                .isEqualTo(TimeBudget.ofRounds(1));
    }

    @Test
    void memoryForAllThreadsIsBounded() throws Failure {
        NumaTopology topology = machine(1, cache(3, "Unified", 32 * MIB));

        assertThat(plan(topology, 2, true).wantedBytes()).isEqualTo(256 * MIB);
        assertThat(plan(topology, 384, true).wantedBytes()).isEqualTo(512 * MIB);
        assertThat(plan(topology, 384, false).wantedBytes()).isEqualTo(8 * GIB);
        assertThat(plan(topology, 384, "--only", "size").wantedBytes()).isEqualTo(128 * MIB);
    }

    @Test
    void littleMemoryMeansSmallerBuffersAndANote() throws Failure {
        BenchPlan plan = plan(machine(1), 2, false);

        assertThat(plan.within(300 * MIB)).isSameAs(plan);
        BenchPlan reduced = plan.within(48 * MIB);
        assertThat(reduced.maxBytes()).isEqualTo(48 * MIB);
        assertThat(reduced.sizes()).endsWith(32 * MIB, 48 * MIB);
        assertThat(reduced.notes()).endsWith("buffers up to 48MiB only, not 128MiB: not enough free memory");
    }

    @Test
    void memoryIsAQuarterOfTheMachinesOrWhatIsLeft() {
        assertThat(BenchRun.<Long>allocate(GIB, 16 * GIB, bytes -> bytes)).isEqualTo(GIB);
        assertThat(BenchRun.<Long>allocate(GIB, 2 * GIB, bytes -> bytes)).isEqualTo(GIB / 2);
        assertThat(BenchRun.<Long>allocate(GIB, 16 * GIB, bytes -> {
                    if (bytes > 100 * MIB) {
                        throw refusal();
                    }
                    return bytes;
                }))
                .isEqualTo(64 * MIB);
        assertThatThrownBy(() -> BenchRun.<Long>allocate(GIB, 16 * GIB, _ -> {
                    throw refusal();
                }))
                .isInstanceOf(NumaException.class);
    }

    @Test
    void kindsOfMemory() {
        assertThat(BufferKind.all(machine(1)).stream().map(BufferKind::name))
                .containsExactly("native", "byte[]", "huge pages", "huge page pool");
        assertThat(BufferKind.all(machine(4)).stream().map(BufferKind::name))
                .containsExactly("native", "byte[]", "huge pages", "huge page pool", "node 0", "node 1", "node 2");
    }

    @Test
    void groupsByName() {
        assertThat(Group.parse("threads,size")).containsExactly(Group.SIZE, Group.THREADS);
        assertThatThrownBy(() -> Group.parse("size,"))
                .hasMessage("group '': expected names of size, threads, ratio, engine, store, buffer");
    }
}
