// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** One scan of one input. Only one call of one of its methods is allowed. */
public final class InputScan {
    /** Reads the input. */
    @FunctionalInterface
    private interface Feeder {
        void feed(WindowWriter writer) throws IOException, InterruptedException;
    }

    /** Adds one input; returns the number of its bytes. */
    @FunctionalInterface
    private interface Single {
        long add(WindowWriter writer) throws UnreadableException, InterruptedException;
    }

    private final AnalyzerSettings settings;
    private final ScanListener listener;
    private final InputTally tally = new InputTally();

    public InputScan(AnalyzerSettings settings, ScanListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** Scans a file, a device, a pipe, or all files in a folder. */
    public ScanResult ofPath(Path path) throws IOException, InterruptedException {
        return Files.isDirectory(path) ? ofFolder(path) : ofFile(path);
    }

    /** Scans a channel from its position to its end. */
    public ScanResult ofChannel(ReadableByteChannel channel) throws IOException, InterruptedException {
        return run(InputSize.UNKNOWN, writer -> writer.add(channel));
    }

    private ScanResult ofFile(Path path) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            boolean isSized =
                    !Files.readAttributes(path, BasicFileAttributes.class).isOther() || channel.size() > 0;
            return isSized
                    ? run(channel.size(), writer -> writer.addFile(channel))
                    : run(InputSize.UNKNOWN, writer -> writer.add(channel));
        }
    }

    private ScanResult run(long size, Single single) throws IOException, InterruptedException {
        return run(InputSize.ofFile(size), writer -> {
            try {
                tally.addFile(single.add(writer));
            } catch (UnreadableException e) {
                if (e.reason() instanceof ClosedByInterruptException interrupt) {
                    throw interrupt;
                }
                throw new IOException(
                        "after " + e.bytesRead() + " bytes: " + e.reason().getMessage(), e.reason());
            }
        });
    }

    private ScanResult ofFolder(Path folder) throws IOException, InterruptedException {
        try (var entries = Files.newDirectoryStream(folder)) {
            var _ = entries.iterator().hasNext(); // throws if the folder itself cannot be read
        }
        return run(
                FileTree.size(folder),
                writer -> FileTree.walk(folder, new FileTree.Visitor() {
                    @Override
                    public void file(Path file, BasicFileAttributes attributes)
                            throws IOException, InterruptedException {
                        addFile(file, writer);
                    }

                    @Override
                    public void other(Path path) {
                        tally.addSkipped();
                    }

                    @Override
                    public void unreadable(Path path, IOException cause) {
                        tally.addUnreadable(path, cause);
                    }
                }));
    }

    private void addFile(Path file, WindowWriter writer) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // Files without a size, as in /proc, may have no positions.
            tally.addFile(channel.size() > 0 ? writer.addFile(channel) : writer.add(channel));
        } catch (UnreadableException e) {
            if (e.reason() instanceof ClosedByInterruptException interrupt) {
                throw interrupt;
            }
            tally.addBytes(e.bytesRead());
            tally.addUnreadable(file, e.reason());
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            tally.addUnreadable(file, e);
        }
    }

    private ScanResult run(InputSize size, Feeder feeder) throws IOException, InterruptedException {
        List<Long> tableBytes = FingerprintBudget.shares(settings, size);
        try (Meters meters = new Meters(settings, tableBytes)) {
            long sampledBytes;
            try (Pipeline pipeline = new Pipeline(settings, meters, done -> listener.progress(done, size.bytes()));
                    WindowWriter writer = new WindowWriter(pipeline, settings.threads())) {
                feeder.feed(writer);
                writer.flush();
                pipeline.finish();
                sampledBytes = pipeline.sampledBytes();
            }
            return meters.result(tally, sampledBytes);
        }
    }
}
