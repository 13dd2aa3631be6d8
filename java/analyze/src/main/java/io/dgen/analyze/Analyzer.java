// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.AvailableMemory;
import io.dgen.analyze.internal.compress.BlockCompressor;
import io.dgen.analyze.internal.scan.AnalyzerSettings;
import io.dgen.analyze.internal.scan.FingerprintBudget;
import io.dgen.analyze.internal.scan.InputScan;
import io.dgen.analyze.internal.scan.InputSize;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Measures the deduplication and compression ratios of data: see {@link Analysis}. Immutable and thread-safe; every
 * call of {@code analyze} has its own threads and memory.
 *
 * <p>The input is read once, in order, and may be a stream. Deduplication covers all of it. Fingerprints of 64 bits are
 * kept in native memory, up to {@link Builder#memoryBytes}. If they need more memory, only fingerprints with a number
 * of zeros in the lowest bits are kept, with exact counts, and the result is an estimate with a known error. Windows of
 * the input take about 50 MB of heap, more with many threads; each thread has its own compressors and their buffers.
 */
public final class Analyzer {
    /** Smallest and largest fixed unit, and block to compress, in bytes. */
    static final int MIN_UNIT_BYTES = 512;

    static final int MAX_UNIT_BYTES = 4 << 20;

    /** Smallest and largest average of a content-defined chunker, in bytes. */
    private static final int MIN_AVERAGE_BYTES = 1 << 10;

    private static final int MAX_AVERAGE_BYTES = 1 << 20;

    private static final long MIN_MEMORY_BYTES = 16 << 20;
    private static final long DEFAULT_MEMORY_BYTES = 1 << 30;
    private static final int MAX_THREADS = 1024;

    private final AnalyzerSettings settings;
    private final List<Codec> codecs;

    private Analyzer(Builder builder) {
        settings = new AnalyzerSettings(
                ints(builder.units),
                ints(builder.averages),
                builder.codecs.stream()
                        .<Supplier<BlockCompressor>>map(codec -> codec::compressor)
                        .toList(),
                ints(builder.blocks),
                builder.sampleShare,
                builder.memoryBytes,
                builder.threads);
        codecs = builder.codecs;
    }

    private static List<Integer> ints(List<Long> values) {
        return values.stream().map(Math::toIntExact).toList();
    }

    /** {@return a builder with all options at their defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** Receives the progress of an analysis. */
    @FunctionalInterface
    public interface ProgressListener {
        /** {@code totalBytes} of an input of unknown size. */
        long UNKNOWN = InputSize.UNKNOWN;

        /**
         * Called repeatedly, from any thread, but never from two threads at the same time. Should return quickly. An
         * exception ends the analysis, and {@code analyze} throws it.
         *
         * @param doneBytes number of bytes of the input that have been analysed
         * @param totalBytes size of the input in bytes, or {@link #UNKNOWN}
         */
        void progress(long doneBytes, long totalBytes);
    }

    /**
     * Analyses a file, a block device, a pipe, or all files in a directory and its subdirectories. Files of a directory are
     * read in the order of their names, and each is chunked from its start. Symbolic links in it are skipped.
     *
     * @param path of the input; a symbolic link is followed
     * @return the result
     * @throws IOException if the input cannot be read; the result lists files inside a directory that cannot be read
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if a compressor is not available on this machine
     * @throws OutOfMemoryError if the memory that the builder allows is not available
     */
    public Analysis analyze(Path path) throws IOException, InterruptedException {
        return analyze(path, (_, _) -> {});
    }

    /**
     * Analyses a file, a block device, a pipe or a directory, like {@link #analyze(Path)}.
     *
     * @param path of the input
     * @param listener receives the progress
     * @return the result
     * @throws IOException if the input cannot be read
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if a compressor is not available on this machine
     */
    public Analysis analyze(Path path, ProgressListener listener) throws IOException, InterruptedException {
        Objects.requireNonNull(path, "path");
        return Analysis.of(scan(listener).ofPath(path), settings, codecs);
    }

    /**
     * Analyses a channel from its position to its end. The channel stays open.
     *
     * @param channel a stream or a file
     * @param listener receives the progress
     * @return the result
     * @throws IOException if the channel cannot be read
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if a compressor is not available on this machine
     */
    public Analysis analyze(ReadableByteChannel channel, ProgressListener listener)
            throws IOException, InterruptedException {
        Objects.requireNonNull(channel, "channel");
        return Analysis.of(scan(listener).ofChannel(channel), settings, codecs);
    }

    private InputScan scan(ProgressListener listener) {
        Objects.requireNonNull(listener, "listener");
        codecs.forEach(Codec::checkAvailable);
        return new InputScan(settings, listener::progress);
    }

    List<Codec> codecs() {
        return codecs;
    }

    /** Whether a size is both a fixed unit and a block size. */
    boolean measures(long sizeBytes) {
        int size = Math.toIntExact(sizeBytes);
        return settings.unitBytes().contains(size) && settings.blockBytes().contains(size);
    }

    /** Options of an analyzer. Not thread-safe. */
    public static final class Builder {
        private List<Long> units = LongStream.iterate(MIN_UNIT_BYTES, n -> n <= MAX_UNIT_BYTES, n -> 2 * n)
                .boxed()
                .toList();
        private List<Long> averages = List.of(8L << 10, 64L << 10, 1L << 20);
        private List<Codec> codecs = List.of(Codec.parse("lz4"), Codec.parse("zstd-1"), Codec.parse("zstd-3"));
        private List<Long> blocks = List.of(4L << 10, 16L << 10, 64L << 10, 128L << 10, 1L << 20);
        private long memoryBytes = FingerprintBudget.usualBytes(MIN_MEMORY_BYTES, DEFAULT_MEMORY_BYTES);
        private double sampleShare = 1;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        /**
         * Sets the fixed deduplication units. Default: all powers of two from 512 bytes to 4 MiB.
         *
         * @param unitBytes sizes in bytes, powers of two, 512 .. 4 MiB, in any order; may be empty
         * @return this
         * @throws IllegalArgumentException if one is out of range
         */
        public Builder fixedUnits(List<Long> unitBytes) {
            units = sizes("unit", unitBytes, MIN_UNIT_BYTES, MAX_UNIT_BYTES);
            return this;
        }

        /**
         * Sets the average chunk sizes of content-defined chunkers. Default: 8 KiB, 64 KiB and 1 MiB.
         *
         * @param averageBytes sizes in bytes, powers of two, 1 KiB .. 1 MiB, in any order; may be empty
         * @return this
         * @throws IllegalArgumentException if one is out of range
         */
        public Builder contentDefinedAverages(List<Long> averageBytes) {
            averages = sizes("average chunk", averageBytes, MIN_AVERAGE_BYTES, MAX_AVERAGE_BYTES);
            return this;
        }

        /**
         * Sets the compressors. Default: {@code lz4}, {@code zstd-1}, {@code zstd-3}.
         *
         * @param compressors each once; may be empty
         * @return this
         * @throws IllegalArgumentException if there is a duplicate
         */
        public Builder compressors(List<Codec> compressors) {
            for (Codec codec : compressors) {
                if (compressors.indexOf(codec) != compressors.lastIndexOf(codec)) {
                    throw new IllegalArgumentException(
                            "compressor " + codec + ": duplicate, expected each compressor once");
                }
            }
            codecs = List.copyOf(compressors);
            return this;
        }

        /**
         * Sets the sizes of the independent blocks that are compressed. Default: 4, 16, 64 and 128 KiB, and 1 MiB.
         *
         * @param blockBytes sizes in bytes, powers of two, 512 .. 4 MiB, in any order; at least one
         * @return this
         * @throws IllegalArgumentException if one is out of range, or the list is empty
         */
        public Builder blockSizes(List<Long> blockBytes) {
            if (blockBytes.isEmpty()) {
                throw new IllegalArgumentException("block sizes: expected at least one");
            }
            blocks = sizes("block size", blockBytes, MIN_UNIT_BYTES, MAX_UNIT_BYTES);
            return this;
        }

        /**
         * Sets the largest native memory for fingerprints. Default: 1 GiB, or three quarters of the JVM's limit, or three
         * eighths of the available memory, whichever is least, but at least 16 MiB.
         *
         * @param bytes 16 MiB or more, up to the JVM's limit ({@code -XX:MaxDirectMemorySize}, by default the largest size
         *     of its heap), and up to the memory that is available
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder memoryBytes(long bytes) {
            long available = FingerprintBudget.availableBytes();
            if (bytes < MIN_MEMORY_BYTES || bytes > available) {
                throw new IllegalArgumentException("memory " + bytes + ": expected " + MIN_MEMORY_BYTES
                        + " (16MiB) to " + available + " bytes, the limit of this JVM, which -Xmx or"
                        + " -XX:MaxDirectMemorySize sets");
            }
            AvailableMemory memory = AvailableMemory.now();
            if (bytes > memory.bytes()) {
                throw new IllegalArgumentException("memory " + bytes + ": expected at most the " + memory.bytes()
                        + " bytes that are available (" + memory.limit() + ")");
            }
            memoryBytes = bytes;
            return this;
        }

        /**
         * Sets the share of the input that is compressed and that the entropy covers. Default: 1, all of it. The input
         * is divided into pieces of 1 MiB (or of the largest block size) and smaller files. The sample contains the
         * first piece, and each n-th one at which n times the share exceeds the next whole number: it is evenly spread
         * and deterministic. Deduplication always covers the whole input.
         *
         * @param share above 0, at most 1
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder sampleShare(double share) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("sample share " + share + ": expected more than 0, at most 1");
            }
            sampleShare = share;
            return this;
        }

        /**
         * Sets the number of threads. Default: one per CPU.
         *
         * @param count 1 .. 1024
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder threads(int count) {
            if (count < 1 || count > MAX_THREADS) {
                throw new IllegalArgumentException("threads " + count + ": expected 1 to " + MAX_THREADS);
            }
            threads = count;
            return this;
        }

        /** {@return an analyzer with these options} */
        public Analyzer build() {
            return new Analyzer(this);
        }

        private static List<Long> sizes(String name, List<Long> values, long min, long max) {
            for (long value : values) {
                if (value < min || value > max || Long.bitCount(value) != 1) {
                    throw new IllegalArgumentException(
                            name + " " + value + ": expected a power of two from " + min + " to " + max + " bytes");
                }
            }
            return values.stream().distinct().sorted().toList();
        }
    }
}
