// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.bench.measure.MeasurementException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** The time in which this JVM receives the output of a process through a pipe. */
record PipeRate(double firstByteSeconds, double bytesPerSecond) {
    private static final String FIRST_BYTE_SIZE = "1MiB";
    private static final long BYTES = 2L << 30;

    private static final String SCRIPT =
            Path.of(System.getProperty("dgen.root", ""), "dgen").toString();

    /** {@return seconds from the start of {@code ./dgen generate}; those of the first run may include a build} */
    static double firstByte() {
        return of(List.of(SCRIPT, "generate", "--size", FIRST_BYTE_SIZE, "-")).firstByteSeconds;
    }

    /** {@return the rate of {@code ./dgen generate} in proportion to that of a process that writes zeros} */
    static double relativeToZeros() {
        String bytes = Long.toString(BYTES);
        PipeRate zeros = of(List.of("head", "-c", bytes, "/dev/zero"));
        return of(List.of(SCRIPT, "generate", "--size", bytes, "-")).bytesPerSecond / zeros.bytesPerSecond;
    }

    private static PipeRate of(List<String> command) {
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream output = process.getInputStream()) {
                output.skipNBytes(1);
                long first = System.nanoTime();
                byte[] buffer = new byte[1 << 20];
                long bytes = 0;
                for (int n = 0; n >= 0; n = output.read(buffer)) {
                    bytes += n;
                }
                long end = System.nanoTime();
                process.waitFor(); // so that it does not slow the next one
                return new PipeRate((first - start) / 1e9, bytes * 1e9 / (end - first));
            }
        } catch (IOException | InterruptedException e) {
            throw new MeasurementException(String.join(" ", command) + " failed: " + e, e);
        }
    }
}
