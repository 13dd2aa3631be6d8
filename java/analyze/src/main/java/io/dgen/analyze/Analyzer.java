package io.dgen.analyze;

import io.dgen.analyze.internal.compress.BlockCounts;
import io.dgen.analyze.internal.compress.EntropyMeter;
import io.dgen.analyze.internal.compress.RatioBins;
import io.dgen.analyze.internal.dedup.CopiesHistogram;
import io.dgen.analyze.internal.dedup.DedupCounts;
import io.dgen.analyze.internal.run.Measurement;
import io.dgen.analyze.internal.run.MemoryPlan;
import io.dgen.analyze.internal.run.Settings;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Measures data: see {@link Analysis}. Immutable and thread-safe; every call of {@code analyze} has threads and memory of
 * its own.
 *
 * <p>The input is read once, in order, and may be a stream. Deduplication looks at all of it. Fingerprints of 64 bits are
 * kept in native memory, up to {@link Builder#memoryBytes}; of what needs more, the fingerprints whose lowest bits are
 * zero are kept, with exact counts, and the result is an estimate that says its error. Windows of the input take some 50 MB
 * of heap, more with many threads; compressors take what they need for each thread.
 */
public final class Analyzer {
    /** Smallest and largest fixed unit, in bytes. */
    private static final int MIN_UNIT_BYTES = 512;

    private static final int MAX_UNIT_BYTES = 4 << 20;

    /** Smallest and largest average of a content-defined chunker, in bytes. */
    private static final int MIN_AVERAGE_BYTES = 1 << 10;

    private static final int MAX_AVERAGE_BYTES = 1 << 20;

    /** Smallest and largest block to compress, in bytes. */
    private static final int MIN_BLOCK_BYTES = 512;

    private static final int MAX_BLOCK_BYTES = 4 << 20;

    private static final long MIN_MEMORY_BYTES = 16 << 20;
    private static final long DEFAULT_MEMORY_BYTES = 1 << 30;
    private static final int MAX_THREADS = 1024;

    private final Settings settings;
    private final List<Codec> codecs;
    private final long memoryBytes;

    private Analyzer(Builder builder) {
        settings = new Settings(
                ints(builder.units),
                ints(builder.averages),
                builder.codecs.stream().map(Codec::maker).toList(),
                ints(builder.blocks),
                builder.sampleShare,
                builder.threads);
        codecs = builder.codecs;
        memoryBytes = builder.memoryBytes;
    }

    private static List<Integer> ints(List<Long> values) {
        return values.stream().map(Math::toIntExact).toList();
    }

    /** {@return a builder with all options at their defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** Is told how far an analysis is. */
    @FunctionalInterface
    public interface Progress {
        /** {@code totalBytes} of an input whose size nobody knows. */
        long UNKNOWN = -1;

        /**
         * Called from time to time, from any thread, but never from two at once. Should return soon.
         *
         * @param doneBytes number of bytes of the input that have been analysed
         * @param totalBytes size of the input, or {@link #UNKNOWN}
         */
        void progress(long doneBytes, long totalBytes);
    }

    /**
     * Analyses a file, a block device, a pipe, or all files in a directory and in those in it: in the order of their names,
     * each file by itself, symbolic links left out.
     *
     * @param path of the input; a symbolic link is followed
     * @return what was found
     * @throws IOException if it cannot be read; what cannot be read inside a directory is in the result instead
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if a compressor is not available here
     * @throws OutOfMemoryError if there is not as much memory as was granted
     */
    public Analysis analyze(Path path) throws IOException, InterruptedException {
        return analyze(path, (_, _) -> {});
    }

    /**
     * Analyses a file, a block device, a pipe or a directory, like {@link #analyze(Path)}.
     *
     * @param path of the input
     * @param progress is told how far it is
     * @return what was found
     * @throws IOException if it cannot be read
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if a compressor is not available here
     */
    public Analysis analyze(Path path, Progress progress) throws IOException, InterruptedException {
        Objects.requireNonNull(path, "path");
        return result(measurement(progress).ofPath(path));
    }

    /**
     * Analyses all that a channel has up to its end. The channel stays open.
     *
     * @param channel a stream, or a file from its position on
     * @param progress is told how far it is
     * @return what was found
     * @throws IOException if it cannot be read
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if a compressor is not available here
     */
    public Analysis analyze(ReadableByteChannel channel, Progress progress) throws IOException, InterruptedException {
        Objects.requireNonNull(channel, "channel");
        return result(measurement(progress).ofChannel(channel, Measurement.UNKNOWN));
    }

    List<Codec> codecs() {
        return codecs;
    }

    /** Whether this is a dedup unit and a block size. */
    boolean measures(long sizeBytes) {
        int size = Math.toIntExact(sizeBytes);
        return settings.unitBytes().contains(size) && settings.blockBytes().contains(size);
    }

    private Measurement measurement(Progress progress) {
        Objects.requireNonNull(progress, "progress");
        for (Codec codec : codecs) {
            try {
                var _ = codec.maker().get();
            } catch (IllegalStateException e) {
                throw new IllegalStateException(
                        "compressor " + codec + ": its native library is not there: " + e.getMessage(), e);
            }
        }
        return new Measurement(settings, memoryBytes, progress::progress);
    }

    private Analysis result(Measurement.Result found) {
        List<Analysis.Compression> compression = new ArrayList<>();
        for (int c = 0; c < codecs.size(); c++) {
            for (int b = 0; b < settings.blockBytes().size(); b++) {
                compression.add(compression(
                        codecs.get(c),
                        settings.blockBytes().get(b),
                        found.compression().get(c).get(b)));
            }
        }
        return new Analysis(
                found.bytes(),
                found.files(),
                found.skipped(),
                found.unreadCount(),
                found.unread().stream()
                        .map(u -> new Analysis.Unread(u.path(), reason(u.reason())))
                        .toList(),
                dedup(settings.unitBytes(), found.fixed()),
                dedup(settings.averageBytes(), found.contentDefined()),
                compression,
                entropy(found.entropy()),
                found.sampledBytes());
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    private static List<Analysis.Dedup> dedup(List<Integer> chunkBytes, List<DedupCounts> counts) {
        return IntStream.range(0, chunkBytes.size())
                .mapToObj(i -> dedup(chunkBytes.get(i), counts.get(i)))
                .toList();
    }

    private static Analysis.Dedup dedup(long chunkBytes, DedupCounts counts) {
        CopiesHistogram histogram = counts.copies();
        return new Analysis.Dedup(
                chunkBytes,
                counts.chunks(),
                counts.bytes(),
                counts.zeroChunks(),
                counts.zeroBytes(),
                counts.uniqueChunks(),
                counts.uniqueBytes(),
                counts.isExact(),
                counts.standardDeviation(),
                IntStream.range(0, CopiesHistogram.classes())
                        .filter(c -> histogram.contents(c) > 0)
                        .mapToObj(c -> new Analysis.Copies(
                                CopiesHistogram.from(c), histogram.contents(c), histogram.chunks(c)))
                        .toList());
    }

    private static Analysis.Compression compression(Codec codec, long blockBytes, BlockCounts counts) {
        return new Analysis.Compression(
                codec,
                codec.implementation(),
                blockBytes,
                counts.blocks(),
                counts.bytes(),
                counts.compressedBytes(),
                counts.storedBytes(),
                counts.zeroBlocks(),
                counts.zeroBytes(),
                counts.zeroCompressedBytes(),
                IntStream.range(0, RatioBins.count())
                        .filter(bin -> counts.binBlocks(bin) > 0)
                        .mapToObj(bin -> new Analysis.RatioClass(
                                RatioBins.from(bin),
                                RatioBins.to(bin),
                                counts.binBlocks(bin),
                                counts.binBytes(bin),
                                counts.binCompressedBytes(bin)))
                        .toList());
    }

    private static Analysis.Entropy entropy(EntropyMeter meter) {
        double width = 1.0 / EntropyMeter.BINS_PER_BIT;
        return new Analysis.Entropy(
                meter.ofAll(),
                meter.meanOfBlocks(),
                meter.blocks(),
                IntStream.rangeClosed(0, 8 * EntropyMeter.BINS_PER_BIT)
                        .filter(bin -> meter.binBlocks(bin) > 0)
                        .mapToObj(
                                bin -> new Analysis.EntropyClass(bin * width, (bin + 1) * width, meter.binBlocks(bin)))
                        .toList());
    }

    /** Options of an analyzer. Not thread-safe. */
    public static final class Builder {
        private List<Long> units = powersOfTwo(512, 4 << 20);
        private List<Long> averages = List.of(8L << 10, 64L << 10, 1L << 20);
        private List<Codec> codecs = List.of(Codec.parse("lz4"), Codec.parse("zstd-1"), Codec.parse("zstd-3"));
        private List<Long> blocks = List.of(4L << 10, 16L << 10, 64L << 10, 128L << 10, 1L << 20);
        private long memoryBytes = Math.min(DEFAULT_MEMORY_BYTES, MemoryPlan.availableBytes() * 3 / 4);
        private double sampleShare = 1;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        private static List<Long> powersOfTwo(long from, long to) {
            List<Long> list = new ArrayList<>();
            for (long n = from; n <= to; n *= 2) {
                list.add(n);
            }
            return list;
        }

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
         * @throws IllegalArgumentException if one stands twice
         */
        public Builder compressors(List<Codec> compressors) {
            for (Codec codec : compressors) {
                if (compressors.indexOf(codec) != compressors.lastIndexOf(codec)) {
                    throw new IllegalArgumentException("compressor " + codec + " stands twice");
                }
            }
            codecs = List.copyOf(compressors);
            return this;
        }

        /**
         * Sets the sizes of the blocks that are compressed, each by itself. Default: 4, 16, 64 and 128 KiB, and 1 MiB.
         *
         * @param blockBytes sizes in bytes, powers of two, 512 .. 4 MiB, in any order; at least one
         * @return this
         * @throws IllegalArgumentException if one is out of range, or there is none
         */
        public Builder blockSizes(List<Long> blockBytes) {
            if (blockBytes.isEmpty()) {
                throw new IllegalArgumentException("block sizes: expected at least one");
            }
            blocks = sizes("block size", blockBytes, MIN_BLOCK_BYTES, MAX_BLOCK_BYTES);
            return this;
        }

        /**
         * Sets how much native memory fingerprints may take. Default: 1 GiB, or three quarters of what the JVM gives out
         * where that is less.
         *
         * @param bytes 16 MiB or more, up to what the JVM gives out ({@code -XX:MaxDirectMemorySize}, by default the
         *     size of its heap)
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder memoryBytes(long bytes) {
            long available = MemoryPlan.availableBytes();
            if (bytes < MIN_MEMORY_BYTES || bytes > available) {
                throw new IllegalArgumentException("memory " + bytes + ": expected " + MIN_MEMORY_BYTES
                        + " (16MiB) to " + available + " bytes, what this JVM gives out; -Xmx or"
                        + " -XX:MaxDirectMemorySize sets that");
            }
            memoryBytes = bytes;
            return this;
        }

        /**
         * Sets the share of the input that is compressed and whose entropy is counted. Default: 1, all of it. Of pieces of
         * 1 MiB (or the largest block size) and of smaller files, the n-th is taken where n times the share passes a whole
         * number: evenly spread and always the same. Deduplication always looks at everything.
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
