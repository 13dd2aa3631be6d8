// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.topology;

import org.jspecify.annotations.Nullable;

/** The name of the CPU. */
public final class CpuModel {
    private CpuModel() {}

    /** The first model name in /proc/cpuinfo; null if there is none. */
    public static @Nullable String read(SystemFiles files) {
        String text = files.text("proc/cpuinfo");
        return text == null
                ? null
                : text.lines()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(null);
    }
}
