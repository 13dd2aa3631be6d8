package io.dgen.cli.bench;

import io.dgen.cli.report.Text;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** One thing that varies while all else stays. */
public enum Group {
    SIZE("buffer"),
    THREADS("threads"),
    RATIO("buffer"),
    ENGINE("buffer"),
    STORE("buffer"),
    BUFFER("memory");

    private final String pointTitle;

    Group(String pointTitle) {
        this.pointTitle = pointTitle;
    }

    /** What the names of its points tell. */
    String pointTitle() {
        return pointTitle;
    }

    /** @throws IllegalArgumentException if a name is none of a group */
    public static Set<Group> parse(String list) {
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
