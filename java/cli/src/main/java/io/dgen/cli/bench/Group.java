// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.DataStream;
import io.dgen.cli.report.Text;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Measurements that differ in one thing. */
enum Group {
    SIZE("buffer", "Buffers of different size: one thread, %s, incompressible."),
    THREADS("threads", "A buffer for each thread, %s, incompressible; shared: one call on all buffers."),
    RATIO("buffer", "Compression ratios: one thread, %s."),
    ENGINE("buffer", "Tiers of the native engine, and the engines in Java: one thread, incompressible."),
    STORE("buffer", "Kinds of stores: one thread, %s, incompressible; auto chooses by size."),
    BUFFER("memory", "Kinds of memory: one thread, %s, incompressible.");

    private final String pointTitle;
    private final String about;

    Group(String pointTitle, String about) {
        this.pointTitle = pointTitle;
        this.about = about;
    }

    /**
     * Result of a group.
     *
     * @param about a sentence that names what differs and what stays the same
     * @param points in the order of what differs
     * @param skipped what cannot be measured on this machine, and why
     */
    record GroupResult(Group group, String about, List<Point> points, List<String> skipped) {}

    /** {@return the title for the names of its points} */
    String pointTitle() {
        return pointTitle;
    }

    /** {@return a sentence about the group, with the engine of the usual stream} */
    String about(DataStream usual) {
        return about.formatted(Text.engine(usual.engine(), usual.tier()));
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
