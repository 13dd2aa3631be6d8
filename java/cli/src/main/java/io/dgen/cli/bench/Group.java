// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.DataStream;
import io.dgen.cli.report.Text;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Measurements that differ in one thing. */
enum Group {
    SIZE("buffer", "Buffers of different size: one thread, %s, incompressible.", BenchRun::sizes),
    THREADS(
            "threads",
            "A buffer for each thread, %s, incompressible; shared: one call on all buffers.",
            BenchRun::threads),
    RATIO("buffer", "Compression ratios: one thread, %s.", BenchRun::ratios),
    ENGINE(
            "buffer",
            "Tiers of the native engine, and the engines in Java: one thread, incompressible.",
            BenchRun::engines),
    STORE("buffer", "Kinds of stores: one thread, %s, incompressible; auto chooses by size.", BenchRun::stores),
    BUFFER("memory", "Kinds of memory: one thread, %s, incompressible.", BenchRun::buffers);

    private final String pointTitle;
    private final String about;
    private final Consumer<BenchRun> measurement;

    Group(String pointTitle, String about, Consumer<BenchRun> measurement) {
        this.pointTitle = pointTitle;
        this.about = about;
        this.measurement = measurement;
    }

    /**
     * Result of a group.
     *
     * @param points in the order of what differs
     * @param skipped what cannot be measured on this machine, and why
     */
    record GroupResult(Group group, String about, List<Point> points, List<String> skipped) {}

    /** {@return the title for the names of its points} */
    String pointTitle() {
        return pointTitle;
    }

    /** {@return a sentence that names what differs and what stays the same} */
    String about(DataStream usual) {
        String tier = Text.tier(usual);
        return about.formatted(Text.lower(usual.engine()) + (tier == null ? "" : " " + tier));
    }

    /** Measures all points. */
    void measure(BenchRun run) {
        measurement.accept(run);
    }

    /** @throws IllegalArgumentException if a name is not that of a group */
    static Set<Group> parse(String list) {
        Set<Group> groups = EnumSet.noneOf(Group.class);
        for (String name : list.split(",", -1)) {
            groups.add(Arrays.stream(values())
                    .filter(g -> Text.lower(g).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("group '" + name + "': expected names of "
                            + Arrays.stream(values()).map(Text::lower).collect(Collectors.joining(", ")))));
        }
        return groups;
    }
}
