// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.DataStream;
import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.Diagnosis;
import io.dgen.Diagnosis.Cause;
import io.dgen.DiagnosisText;
import io.dgen.Explainer;
import io.dgen.spark.job.Finding.Kind;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the causes of wrong bytes in pieces of files, one piece after the other. The bytes of a file are at most two ranges, one
 * of each stream of the set; each has an explainer, which sees only wrong bytes.
 */
final class Causes {
    /** An explainer of a stream looks for some seconds: if everything is wrong, the task must end. */
    private static final int MOST_PIECES = 20;

    private final DatasetContent content;
    private @Nullable Explainer body;
    private @Nullable Explainer tail;
    private int explained;

    /** Wrong bytes of the piece, if it is no longer explained. */
    private long first = -1;

    private long end;

    Causes(DatasetContent content) {
        this.content = content;
    }

    /**
     * Examines bytes of which some are wrong.
     *
     * @param position of the bytes in the file
     */
    void examine(DatasetFile file, long position, MemorySegment bytes) {
        first = first < 0 ? position : first;
        end = position + bytes.byteSize();
        if (explained >= MOST_PIECES) {
            return;
        }
        long inBody = Math.clamp(file.bodyBytes() - position, 0, bytes.byteSize());
        if (inBody > 0) {
            body = body == null ? explainer(content.body()) : body;
            body.verify(file.bodyOffset() + position, bytes.asSlice(0, inBody));
        }
        if (inBody < bytes.byteSize()) {
            tail = tail == null ? explainer(content.tails()) : tail;
            tail.verify(tailStart(file) + position + inBody, bytes.asSlice(inBody));
        }
    }

    private static Explainer explainer(DataStream stream) {
        return new Explainer(stream, List.of(), Explainer.Effort.QUICK);
    }

    /** The position in the tails of the start of the file. */
    private static long tailStart(DatasetFile file) {
        return file.tailOffset() - file.bodyBytes();
    }

    private static String text(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The wrong ranges of a piece.
     *
     * @param origins files of the set that have some of the found bytes at the same offset
     */
    record Explanation(List<Finding> findings, Set<DatasetFile> origins) {
        static final Explanation NONE = new Explanation(List.of(), Set.of());
    }

    /** Explains the bytes that were examined, and forgets them. */
    Explanation explain(DatasetFile file) throws InterruptedException {
        Explanation explanation = new Explanation(new ArrayList<>(), new LinkedHashSet<>());
        if (body == null && tail == null) {
            explanation.findings.add(
                    new Finding(file.path(), Kind.CHANGED, first, end - first, text(Cause.UNEXAMINED), ""));
        }
        add(file, body, file.bodyOffset(), explanation);
        add(file, tail, tailStart(file), explanation);
        explained++;
        body = null;
        tail = null;
        first = -1;
        return explanation;
    }

    private void add(DatasetFile file, @Nullable Explainer explainer, long start, Explanation explanation)
            throws InterruptedException {
        if (explainer == null) {
            return;
        }
        boolean isTail = explainer == tail;
        Dataset dataset = content.dataset();
        DiagnosisText texts = DiagnosisText.ofFile(dataset, isTail, start);
        for (Diagnosis found : explainer.explain()) {
            long offset = found.offset() - start;
            String line = texts.of(found);
            explanation.findings.add(new Finding(
                    file.path(),
                    Kind.CHANGED,
                    offset,
                    found.length(),
                    text(found.cause()),
                    line.substring(line.indexOf(": ") + 2)));
            if (found.cause() == Cause.MISPLACED && found.detail() instanceof Diagnosis.Copy copy) {
                (isTail ? dataset.tailPosition(copy.offset()) : Optional.of(dataset.bodyPosition(copy.offset())))
                        .filter(position -> position.offset() == offset)
                        .ifPresent(position -> explanation.origins.add(position.file()));
            }
        }
    }
}
