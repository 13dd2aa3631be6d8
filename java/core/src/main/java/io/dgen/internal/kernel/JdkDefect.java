package io.dgen.internal.kernel;

import org.jspecify.annotations.Nullable;

/** Defects of Java releases that can harm users of this library. */
public final class JdkDefect {
    private JdkDefect() {}

    /** JDK-8377811: the first releases of 25 can corrupt arrays that a critical call pins, under G1. Null if none. */
    public static @Nullable String of(Runtime.Version version) {
        return version.feature() == 25 && version.interim() == 0 && version.update() <= 2
                ? "Java " + version + " can corrupt pinned arrays under G1 (JDK-8377811): use 25.0.3 or newer"
                : null;
    }
}
