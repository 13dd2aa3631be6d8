// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import org.jspecify.annotations.Nullable;

/** Defects of Java releases that can harm users of this library. */
public final class JdkDefect {
    private JdkDefect() {}

    /**
     * JDK-8377811: with G1, the first releases of Java 25 can corrupt arrays that a critical call pins. Null if that
     * release has no known defect.
     */
    public static @Nullable String of(Runtime.Version version) {
        return version.feature() == 25 && version.interim() == 0 && version.update() <= 2
                ? "Java " + version + " can corrupt pinned arrays under G1 (JDK-8377811): use 25.0.3 or newer"
                : null;
    }
}
