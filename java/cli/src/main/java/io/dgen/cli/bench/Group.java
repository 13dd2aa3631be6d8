// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.cli.report.Text;
import java.util.Arrays;
import java.util.EnumSet;
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

    /** {@return the title for the names of its points} */
    String pointTitle() {
        return pointTitle;
    }

    /** {@return a sentence that names what differs and what stays the same} */
    String about(String engine) {
        return about.formatted(engine);
    }

    /** @throws IllegalArgumentException if a name is not that of a group */
    static Set<Group> parse(String list) {
        Set<Group> groups = EnumSet.noneOf(Group.class);
        for (String name : list.split(",", -1)) {
            groups.add(Arrays.stream(values())
                    .filter(g -> Text.lower(g).equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("group '" + name + "': expected names of " + names())));
        }
        return groups;
    }

    private static String names() {
        return Arrays.stream(values()).map(Text::lower).collect(Collectors.joining(", "));
    }
}
