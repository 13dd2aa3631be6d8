// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.bench.measure.MeasurementException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** From the start of {@code ./dgen generate} to its first byte. */
final class FirstByte {
    private static final int BYTES = 1 << 20;

    private FirstByte() {}

    /** {@return seconds; those of the first run may include a build} */
    static double measure() {
        Path script = Path.of(System.getProperty("dgen.root"), "dgen");
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "generate", "--size", "1MiB", "-");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            long start = System.nanoTime();
            Process process = builder.start();
            double seconds;
            try (InputStream output = process.getInputStream()) {
                output.skipNBytes(1);
                seconds = (System.nanoTime() - start) / 1e9;
                output.skipNBytes(BYTES - 1);
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new MeasurementException(script + " generate ended with status " + status);
            }
            return seconds;
        } catch (IOException | InterruptedException e) {
            throw new MeasurementException(script + " generate failed: " + e, e);
        }
    }
}
