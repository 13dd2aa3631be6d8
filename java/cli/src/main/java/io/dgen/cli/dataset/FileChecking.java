// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetFile;
import io.dgen.cli.dataset.Finding.Kind;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.RegularFile;
import io.dgen.cli.io.Source;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.pipeline.Comparison;
import io.dgen.cli.pipeline.StreamRange;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Compares one file of a set. What is wrong with it is a finding, and never ends the run. */
final class FileChecking extends FileTask {
    private final Checker checker;
    private final Path path;
    private final Comparison comparison;

    /** Size of the file that was found. */
    private long bytes;

    private boolean isFinished;
    private @Nullable Source source;

    /**
     * What all files have in common.
     *
     * @param directBlockBytes 0 for I/O through the page cache
     * @param checkedBytes counts bytes that were compared
     */
    record Checker(
            SetDirectory directory,
            SetComparison set,
            ChunkWorkers workers,
            long directBlockBytes,
            Sample sample,
            Findings findings,
            LongAdder checkedBytes) {}

    FileChecking(Checker checker, DatasetFile file) {
        super(file, checker.workers.chunkBytes());
        this.checker = checker;
        this.path = checker.directory.resolve(file);
        this.comparison = new Comparison(
                (offset, part) -> checker.set.verify(file, offset, part), new StreamRange(0, file.sizeBytes()), false);
    }

    @Override
    boolean begin(MemorySegment buffer) {
        try {
            BasicFileAttributes found = checker.directory.attributes(path);
            if (found == null) {
                finish(Kind.MISSING, "");
            } else if (!found.isRegularFile()) {
                finish(Kind.TYPE, SetDirectory.kind(path, found));
            } else {
                bytes = found.size();
                return true;
            }
        } catch (UnsuitableException e) {
            finish(Kind.TYPE, Failure.reason(e));
        } catch (IOException e) {
            finish(Kind.UNREADABLE, Failure.reason(e));
        }
        return false;
    }

    private synchronized void finish(Kind kind, String more) {
        if (!isFinished) {
            isFinished = true;
            checker.findings.add(new Finding(kind, file().index(), file().path(), bytes, null, more));
        }
    }

    @Override
    void process(long position, MemorySegment buffer) {
        long end = Math.min(position + buffer.byteSize(), bytes);
        long done = position;
        try {
            for (StreamRange range : checker.sample.ranges(file().index(), position, buffer.byteSize())) {
                skip(done, Math.min(range.offset(), end));
                compare(buffer.asSlice(range.offset() - position, range.length()), range.offset());
                done = range.offset() + range.length();
            }
            skip(done, end);
        } catch (IOException e) {
            finish(Kind.UNREADABLE, Failure.reason(e));
        }
    }

    private void skip(long from, long to) {
        if (from < to) {
            comparison.skip(from, to - from);
        }
    }

    private void compare(MemorySegment buffer, long position) throws IOException {
        Source open = open();
        long n = open == null ? 0 : comparison.read(open, buffer, position);
        if (n > 0) {
            checker.workers.compute(() -> comparison.verify(buffer.asSlice(0, n), position));
            checker.checkedBytes.add(n);
        }
    }

    /** {@return the file; null if it could not be opened} */
    private synchronized @Nullable Source open() throws IOException {
        if (source == null && !isFinished) {
            source = RegularFile.open(path, checker.directBlockBytes);
        }
        return source;
    }

    @Override
    void end() {
        try (Source open = source) {
            if (!isFinished) {
                long excess = Math.max(0, bytes - file().sizeBytes());
                report(open != null && checker.sample.isAll() ? comparison.result(open) : comparison.result(excess));
            }
        } catch (IOException e) {
            finish(Kind.UNREADABLE, Failure.reason(e));
        }
    }

    private void report(Comparison.Result result) {
        boolean isOfSize = result.excessBytes() == 0 && result.missingBytes() == 0;
        if (!result.isRightWhereReadable() || result.unreadableBytes() > 0) {
            Kind kind = !isOfSize ? Kind.SIZE : result.verification().wrongBytes() > 0 ? Kind.CHANGED : Kind.UNREADABLE;
            checker.findings.add(new Finding(kind, file().index(), file().path(), bytes, result, ""));
        }
    }

    @Override
    void abandon() {
        try (Source open = source) {
            isFinished = true;
        } catch (IOException e) {
            // the failure that has ended the run is reported
        }
    }
}
