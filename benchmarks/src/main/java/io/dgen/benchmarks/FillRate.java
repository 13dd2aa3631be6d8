package io.dgen.benchmarks;

import io.dgen.ByteSize;
import io.dgen.DataGenerator;
import io.dgen.GeneratorConfig;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * Prints a rate in bytes per second, for {@code benchmarks/peers/run}: the public API with its defaults fills one buffer
 * with the chunks of a stream. One thread is timed by its CPU time, several threads by the clock.
 */
public final class FillRate {
    private static final double WARMUP_SECONDS = 1;
    private static final long STREAM_BYTES = 1L << 40;

    /** The time of reading the clock is negligible in comparison. */
    private static final long BYTES_BETWEEN_CLOCKS = 4L << 20;

    private final DataGenerator generator;
    private final MemorySegment buffer;
    private final LongSupplier clock;

    private FillRate(GeneratorConfig config, long chunkBytes) {
        generator = new DataGenerator(config);
        buffer = Workload.memory(chunkBytes);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        clock = config.maxThreads() == 1 ? threads::getCurrentThreadCpuTime : System::nanoTime;
    }

    /** Arguments: chunk size, compression ratio, deduplication ratio (in blocks of the chunk's size), threads, seconds. */
    public static void main(String[] args) {
        if (args.length != 5) {
            System.err.println("usage: FillRate CHUNK COMPRESS DEDUP THREADS SECONDS, such as 1MiB 2 1 1 0.5");
            System.exit(2);
        }
        long chunkBytes = ByteSize.parse(args[0]);
        GeneratorConfig config = GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(STREAM_BYTES)
                .blockSizeBytes(chunkBytes)
                .compressRatio(Double.parseDouble(args[1]))
                .dedupRatio(Double.parseDouble(args[2]))
                .maxThreads(Integer.parseInt(args[3]))
                .build();
        FillRate rate = new FillRate(config, chunkBytes);
        rate.measure(WARMUP_SECONDS);
        System.out.println(Math.round(rate.measure(Double.parseDouble(args[4]))));
    }

    private double measure(double seconds) {
        long calls = Math.max(1, BYTES_BETWEEN_CLOCKS / buffer.byteSize());
        long start = clock.getAsLong();
        long bytes = 0;
        long elapsed;
        do {
            for (long i = 0; i < calls; i++) {
                bytes += fill();
            }
            elapsed = clock.getAsLong() - start;
        } while (elapsed < seconds * 1e9);
        return bytes * 1e9 / elapsed;
    }

    private long fill() {
        if (generator.isComplete()) {
            generator.reset();
        }
        return generator.fillChunk(buffer);
    }
}
