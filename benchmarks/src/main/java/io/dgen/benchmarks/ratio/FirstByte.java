package io.dgen.benchmarks.ratio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** From the start of {@code ./dgen generate} to its first byte. */
final class FirstByte {
    private FirstByte() {}

    /** In seconds. The first run may build the program. */
    static double measure() throws IOException, InterruptedException {
        Path script = Path.of(System.getProperty("dgen.root"), "dgen");
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "generate", "--size", "1MiB", "-");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        double seconds;
        try (InputStream output = process.getInputStream()) {
            int first = output.read();
            seconds = (System.nanoTime() - start) / 1e9;
            if (first < 0) {
                throw new IOException(script + " generate made nothing");
            }
            output.skipNBytes((1 << 20) - 1);
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(script + " generate ended with status " + status);
        }
        return seconds;
    }
}
