package io.dgen.internal.system;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The CPU's name. */
public final class CpuModel {
    private CpuModel() {}

    /**
     * As /proc/cpuinfo tells it; null where it does not.
     *
     * @param root "/" but in tests
     */
    public static @Nullable String read(Path root) {
        String text = new SystemFiles(root).text("proc/cpuinfo");
        return text == null
                ? null
                : text.lines()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(null);
    }
}
