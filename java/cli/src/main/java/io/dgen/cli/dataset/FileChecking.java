// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetFile;
import io.dgen.StreamDigest;
import io.dgen.cli.dataset.Finding.Kind;
import io.dgen.cli.dataset.SetPlace.Found;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Source;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.pipeline.ChunkWorkers;
import io.dgen.cli.pipeline.Comparison;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Interruption;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Compares one file of a set. What is wrong with it is a finding, and never ends the run. */
final class FileChecking extends FileTask {
    private final Checker checker;
    private final Comparison comparison;

    /** Size of the file that was found. */
    private long bytes;

    private boolean isFinished;
    private @Nullable Found found;
    private @Nullable Source source;

    /**
     * What all files have in common.
     *
     * @param directBlockBytes 0 for I/O through the page cache
     * @param isReading false to compare only what the place states
     * @param checkedBytes counts bytes that were compared
     */
    record Checker(
            SetPlace place,
            SetComparison set,
            ChunkWorkers workers,
            long directBlockBytes,
            Sample sample,
            boolean isReading,
            Findings findings,
            LongAdder checkedBytes) {
        long pieceBytes() {
            return isReading ? workers.chunkBytes() : WHOLE;
        }
    }

    FileChecking(Checker checker, DatasetFile file) {
        super(file, checker.pieceBytes());
        this.checker = checker;
        this.comparison = new Comparison(
                (offset, part) -> checker.set.verify(file, offset, part), new StreamRange(0, file.sizeBytes()), false);
    }

    @Override
    boolean begin(MemorySegment buffer, LongConsumer done) throws IOException {
        try {
            found = checker.place.find(file().path());
            if (found == null) {
                finish(Kind.MISSING, "");
            } else if (!found.isRegular()) {
                finish(Kind.TYPE, found.kind());
            } else {
                bytes = found.bytes();
                if (!checker.isReading) {
                    compareStated(found);
                }
                return checker.isReading;
            }
        } catch (UnsuitableException e) {
            finish(Kind.TYPE, Failure.reason(e));
        } catch (IOException e) {
            finishUnreadable(e);
        }
        return false;
    }

    private void compareStated(Found stated) {
        StreamDigest digest = stated.digest();
        if (bytes != file().sizeBytes()) {
            finish(Kind.SIZE, "");
        } else if (digest == null) {
            finish(Kind.UNREADABLE, "the store states no checksum of the whole object");
        } else if (!checker.workers.check(
                () -> stated.isStatedAs(checker.set.content().ranges(file())))) {
            finish(Kind.CHANGED, "another checksum, " + Text.lower(digest.algorithm()) + " " + digest.base64());
        }
        isFinished = true;
    }

    private synchronized void finish(Kind kind, String more) {
        if (!isFinished) {
            isFinished = true;
            checker.findings.add(new Finding(kind, file().index(), file().path(), bytes, null, more));
        }
    }

    private void finishUnreadable(IOException e) throws IOException {
        if (Interruption.isCauseOf(e)) {
            throw e;
        }
        finish(Kind.UNREADABLE, Failure.reason(e));
    }

    @Override
    void process(long position, MemorySegment buffer) throws IOException {
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
            finishUnreadable(e);
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
        if (source == null && found != null && !isFinished) {
            source = found.open(checker.directBlockBytes);
        }
        return source;
    }

    @Override
    void end() throws IOException {
        try (Source open = source) {
            if (!isFinished) {
                long excess = Math.max(0, bytes - file().sizeBytes());
                report(open != null && checker.sample.isAll() ? comparison.result(open) : comparison.result(excess));
            }
        } catch (IOException e) {
            finishUnreadable(e);
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
