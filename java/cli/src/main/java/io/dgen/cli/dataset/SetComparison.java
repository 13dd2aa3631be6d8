// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.Diagnosis;
import io.dgen.Explainer;
import io.dgen.Verification;
import io.dgen.container.Frame;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares files of a set, and finds the causes of wrong bytes. The bytes of a file are at most two ranges, one of each stream
 * of the set. Thread-safe.
 */
final class SetComparison {
    private static final int MOST_FRAMING = 10_000;

    private final DatasetContent content;
    private final @Nullable ExplainedStream body;
    private final @Nullable ExplainedStream tails;
    private final List<FileDiagnosis> framing = new ArrayList<>();
    private volatile boolean isFramingCut;

    /**
     * @param body makes explainers of the stream of whole blocks; null if no causes are looked for
     * @param tails makes explainers of the stream of partial blocks
     */
    SetComparison(DatasetContent content, @Nullable Supplier<Explainer> body, @Nullable Supplier<Explainer> tails) {
        this.content = content;
        this.body = body == null ? null : new ExplainedStream(body);
        this.tails = tails == null ? null : new ExplainedStream(tails);
    }

    DatasetContent content() {
        return content;
    }

    /** {@return the differences; positions are those of the file} */
    Verification verify(DatasetFile file, long offset, MemorySegment bytes) {
        Verification found = content.verify(file, offset, bytes);
        if (found.wrongBytes() > 0 && body != null && tails != null) {
            Frame frame = file.frame().orElse(null);
            if (frame == null) {
                examine(file, offset, bytes);
            } else {
                frame.visit(offset, bytes.byteSize(), (part, from, to) -> {
                    MemorySegment slice = bytes.asSlice(from - offset, to - from);
                    if (part.isFraming()) {
                        examineFraming(file, frame, content.verify(file, from, slice));
                    } else {
                        examine(file, part.payloadOffset() + from - part.start(), slice);
                    }
                });
            }
        }
        return found;
    }

    private void examineFraming(DatasetFile file, Frame frame, Verification found) {
        FileRange whole = new FileRange(file.index(), false, 0, file.sizeBytes(), 0);
        for (Verification.WrongRange wrong : found.wrongRanges()) {
            synchronized (framing) {
                isFramingCut |= framing.size() == MOST_FRAMING;
                if (!isFramingCut) {
                    framing.add(new FileDiagnosis(
                            whole,
                            new Diagnosis(
                                    Diagnosis.Cause.FRAMING,
                                    wrong.offset(),
                                    wrong.length(),
                                    Math.min(wrong.length(), found.wrongBytes()),
                                    new Diagnosis.Framing(frame.describe(wrong.offset())))));
                }
            }
        }
    }

    /** @param offset position in the payload */
    private void examine(DatasetFile file, long offset, MemorySegment bytes) {
        if (body != null && tails != null) {
            long inBody = Math.clamp(file.bodyBytes() - offset, 0, bytes.byteSize());
            if (inBody > 0) {
                body.examine(FileRange.body(file), offset, bytes.asSlice(0, inBody));
            }
            if (inBody < bytes.byteSize()) {
                tails.examine(FileRange.tail(file), offset + inBody, bytes.asSlice(inBody));
            }
        }
    }

    /** {@return the diagnoses of each file, in order, by its number} */
    Map<Long, List<FileDiagnosis>> explain() throws InterruptedException {
        Map<Long, List<FileDiagnosis>> all = new HashMap<>();
        if (body != null && tails != null) {
            List<FileDiagnosis> found = new ArrayList<>(framing);
            body.explain().forEach(diagnosis -> found.add(inFile(diagnosis)));
            tails.explain().forEach(diagnosis -> found.add(inFile(diagnosis)));
            for (FileDiagnosis diagnosis : found) {
                all.computeIfAbsent(diagnosis.range().file(), _ -> new ArrayList<>())
                        .add(diagnosis);
            }
            all.values().forEach(list -> list.sort(Comparator.comparingLong(FileDiagnosis::position)));
        }
        return all;
    }

    /** The diagnosis with its position in the file, where framing is before the payload. */
    private FileDiagnosis inFile(FileDiagnosis found) {
        FileRange range = found.range();
        Frame frame = content.dataset().file(range.file()).frame().orElse(null);
        if (frame == null) {
            return found;
        }
        long moved = frame.fileOffset(found.position()) - found.position();
        return new FileDiagnosis(
                new FileRange(range.file(), range.isTail(), range.offset(), range.length(), range.start() - moved),
                found.diagnosis());
    }

    /** {@return for each page the number of the file that begins with its bytes; -1 if there is none} */
    long[] filesThatBeginWith(List<MemorySegment> pages) throws InterruptedException {
        Dataset dataset = content.dataset();
        long[] files = new long[pages.size()];
        Arrays.fill(files, -1);
        if (body == null || tails == null || pages.isEmpty()) {
            return files;
        }
        long[] inBody = body.positions(dataset.body().sizeBytes(), pages);
        long[] inTails = tails.positions(dataset.tails().sizeBytes(), pages);
        for (int i = 0; i < files.length; i++) {
            Dataset.Position position = inBody[i] >= 0
                    ? dataset.bodyPosition(inBody[i])
                    : inTails[i] >= 0 ? dataset.tailPosition(inTails[i]).orElse(null) : null;
            files[i] =
                    position != null && position.offset() == 0 ? position.file().index() : -1;
        }
        return files;
    }

    /** {@return whether there are more diagnoses} */
    boolean isCut() {
        return isFramingCut || body != null && body.isCut() || tails != null && tails.isCut();
    }

    /**
     * The bytes of a file that are in one stream.
     *
     * @param isTail which stream
     * @param offset position in the stream
     * @param start position in the stream of the start of the file; negative if that is outside of the stream
     */
    record FileRange(long file, boolean isTail, long offset, long length, long start) {
        static FileRange body(DatasetFile file) {
            return new FileRange(file.index(), false, file.bodyOffset(), file.bodyBytes(), file.bodyOffset());
        }

        static FileRange tail(DatasetFile file) {
            return new FileRange(
                    file.index(), true, file.tailOffset(), file.tailBytes(), file.tailOffset() - file.bodyBytes());
        }

        long end() {
            return offset + length;
        }
    }

    /**
     * A diagnosis of a file.
     *
     * @param diagnosis in positions of the stream
     */
    record FileDiagnosis(FileRange range, Diagnosis diagnosis) {
        /** {@return the position in the file} */
        long position() {
            return diagnosis.offset() - range.start;
        }
    }
}
