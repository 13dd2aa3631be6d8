package io.dgen.analyze.internal.run;

import io.dgen.analyze.internal.compress.BlockCounts;
import io.dgen.analyze.internal.compress.BlockMeter;
import io.dgen.analyze.internal.compress.EntropyMeter;
import io.dgen.analyze.internal.dedup.ContentChunks;
import io.dgen.analyze.internal.dedup.DedupCounts;
import io.dgen.analyze.internal.dedup.FingerprintTable;
import io.dgen.analyze.internal.dedup.FixedUnits;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** One run over one input. */
public final class Measurement {
    /** Most unreadable files that are named. */
    public static final int MAX_NAMED = 100;

    /** {@code totalBytes} of an input whose size nobody knows. */
    public static final long UNKNOWN = -1;

    /** What could not be read, or not to its end. */
    public record Unread(Path path, IOException reason) {}

    /** All that was found. */
    public record Result(
            long bytes,
            long files,
            long skipped,
            long unreadCount,
            List<Unread> unread,
            List<DedupCounts> fixed,
            List<DedupCounts> contentDefined,
            List<List<BlockCounts>> compression,
            EntropyMeter entropy,
            long sampledBytes) {}

    /** Is told how far it is, by one thread at a time. */
    @FunctionalInterface
    public interface Listener {
        /** @param totalBytes {@link #UNKNOWN} if it is not known */
        void progress(long doneBytes, long totalBytes);
    }

    /** Reads the input. */
    @FunctionalInterface
    private interface Feeder {
        void feed(WindowWriter writer) throws IOException, InterruptedException;
    }

    private final Settings settings;
    private final long memoryBytes;
    private final Listener listener;
    private final List<Unread> unread = new ArrayList<>();
    private long unreadCount;
    private long bytes;
    private long files;
    private long skipped;

    public Measurement(Settings settings, long memoryBytes, Listener listener) {
        this.settings = settings;
        this.memoryBytes = memoryBytes;
        this.listener = listener;
    }

    /** Of a file, a device, a pipe, or all files in a folder. */
    public Result ofPath(Path path) throws IOException, InterruptedException {
        return Files.isDirectory(path) ? ofFolder(path) : ofFile(path);
    }

    private Result ofFile(Path path) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            boolean isSized =
                    !Files.readAttributes(path, BasicFileAttributes.class).isOther() || channel.size() > 0;
            return ofChannel(channel, isSized ? channel.size() : UNKNOWN);
        }
    }

    /** @param totalBytes number of bytes up to the end, or {@link #UNKNOWN} */
    public Result ofChannel(ReadableByteChannel channel, long totalBytes) throws IOException, InterruptedException {
        return run(totalBytes, 1, writer -> {
            try {
                files = 1;
                bytes = writer.add(channel);
            } catch (UnreadableException e) {
                if (e.reason() instanceof ClosedByInterruptException interrupt) {
                    throw interrupt;
                }
                throw new IOException(
                        "after " + e.bytesRead() + " bytes: " + e.reason().getMessage(), e.reason());
            }
        });
    }

    private Result ofFolder(Path folder) throws IOException, InterruptedException {
        try (var entries = Files.newDirectoryStream(folder)) {
            var _ = entries.iterator().hasNext(); // fails for what cannot be read at all
        }
        long[] total = new long[2];
        FileTree.walk(folder, (_, attributes) -> {
            total[0] += attributes.size();
            total[1]++;
        });
        return run(
                total[0],
                total[1],
                writer -> FileTree.walk(folder, new FileTree.Visitor() {
                    @Override
                    public void file(Path file, BasicFileAttributes attributes)
                            throws IOException, InterruptedException {
                        addFile(file, writer);
                    }

                    @Override
                    public void other(Path path) {
                        skipped++;
                    }

                    @Override
                    public void unreadable(Path path, IOException reason) {
                        addUnread(path, reason);
                    }
                }));
    }

    private void addFile(Path file, WindowWriter writer) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            bytes += writer.add(channel);
            files++;
        } catch (UnreadableException e) {
            if (e.reason() instanceof ClosedByInterruptException interrupt) {
                throw interrupt;
            }
            bytes += e.bytesRead();
            addUnread(file, e.reason());
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            addUnread(file, e);
        }
    }

    private void addUnread(Path path, IOException reason) {
        unreadCount++;
        if (unread.size() < MAX_NAMED) {
            unread.add(new Unread(path, reason));
        }
    }

    private Result run(long totalBytes, long fileCount, Feeder feeder) throws IOException, InterruptedException {
        List<Integer> chunkBytes = new ArrayList<>(settings.unitBytes());
        // A chunk is nearly an average long; more of them than that would be sampled a little early.
        chunkBytes.addAll(settings.averageBytes());
        List<FingerprintTable> tables = new ArrayList<>();
        try {
            for (long share : MemoryPlan.shares(memoryBytes, chunkBytes, totalBytes, fileCount)) {
                tables.add(new FingerprintTable(share));
            }
            int units = settings.unitBytes().size();
            FixedUnits fixedUnits = new FixedUnits(settings.unitBytes(), tables.subList(0, units));
            List<ContentChunks> chunkers = new ArrayList<>();
            for (int i = 0; i < settings.averageBytes().size(); i++) {
                chunkers.add(new ContentChunks(
                        tables.get(units + i), settings.averageBytes().get(i)));
            }
            List<BlockMeter> meters = settings.compressors().stream()
                    .map(c -> new BlockMeter(c, settings.blockBytes()))
                    .toList();
            EntropyMeter entropy = new EntropyMeter();
            long sampledBytes;
            try (Pipeline pipeline = new Pipeline(
                    settings, fixedUnits, chunkers, meters, entropy, done -> listener.progress(done, totalBytes))) {
                WindowWriter writer = new WindowWriter(pipeline);
                feeder.feed(writer);
                writer.flush();
                pipeline.finish();
                sampledBytes = pipeline.sampledBytes();
            }
            List<DedupCounts> counts =
                    tables.stream().map(FingerprintTable::counts).toList();
            return new Result(
                    bytes,
                    files,
                    skipped,
                    unreadCount,
                    List.copyOf(unread),
                    counts.subList(0, units),
                    counts.subList(units, counts.size()),
                    meters.stream().map(BlockMeter::counts).toList(),
                    entropy,
                    sampledBytes);
        } finally {
            tables.forEach(FingerprintTable::close);
        }
    }
}
