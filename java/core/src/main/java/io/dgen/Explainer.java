// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.Diagnosis.Cause;
import io.dgen.Diagnosis.Detail;
import io.dgen.container.Frame;
import io.dgen.internal.diagnosis.Examination;
import io.dgen.internal.diagnosis.Finding;
import io.dgen.internal.diagnosis.Origin;
import io.dgen.internal.diagnosis.Reason;
import io.dgen.internal.diagnosis.Sector;
import io.dgen.internal.diagnosis.Source;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Page;
import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.stream.WrongSlices;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Verifies parts of a stream, as {@link DataStream#verify(long, MemorySegment)} does, and finds the causes of wrong bytes:
 * {@link Diagnosis}.
 *
 * <p>The parts can have any size and order. Right parts cost nothing more. Wrong parts are examined during the call: one
 * byte or few bits, data of the given streams, of earlier generations and of the 8 stream ids before and after that of the
 * stream, data that is at most 1 MiB away in the stream. Up to 48 MiB of other data are kept, and {@link #explain} looks
 * for their pages and sectors in the whole stream.
 *
 * <p>A cause is stated only for a range in which every byte confirms it. Where several causes hold, one of them is stated.
 * Of data that the stream contains several times, it has the first place, or the nearest one if the data is shifted.
 *
 * <p>Thread-safe. Uses no resources that need to be closed.
 */
public final class Explainer {
    /** Largest number of candidates. */
    public static final int MAX_CANDIDATES = 1000;

    /** Right bytes at the end of unknown data: more of them occur once in 2^24 cases. */
    private static final long MOST_RIGHT_BY_CHANCE = 3;

    private static final HexFormat HEX = HexFormat.of();
    private static final int NEIGHBOURS = 8;
    private static final int VERSIONS = 32;
    private static final long QUICK_SECONDS = 5;

    private final DataStream stream;
    private final List<Recipe> others;
    private final Examination examination;
    private final AtomicLong end = new AtomicLong();
    /** Boundaries of parts, inside of pages, of which only one side was verified. */
    private final Set<Long> edges = ConcurrentHashMap.newKeySet();

    private final @Nullable FramingFindings framing;

    /** How long the causes are looked for. */
    public enum Effort {
        /**
         * At most 5 seconds in all calls of {@link #verify}, in all threads together, and again in {@link #explain}. Of
         * long data without a cause, samples are examined (docs/verification.md).
         */
        QUICK,
        /** Without a limit: each wrong page is examined, and the whole stream is searched. */
        FULL
    }

    /**
     * Creates an explainer of a stream.
     *
     * @param stream the stream that is verified
     * @param candidates other streams to look for, at most {@link #MAX_CANDIDATES}
     * @param effort whether the time is limited
     * @throws NullPointerException if an argument or an element is null
     * @throws IllegalArgumentException if there are too many candidates
     */
    public Explainer(DataStream stream, List<Recipe> candidates, Effort effort) {
        this(stream, candidates, limitNanos(Objects.requireNonNull(effort, "effort")));
    }

    Explainer(DataStream stream, List<Recipe> candidates, long limitNanos) {
        this.stream = Objects.requireNonNull(stream, "stream");
        if (Objects.requireNonNull(candidates, "candidates").size() > MAX_CANDIDATES) {
            throw new IllegalArgumentException(candidates.size() + " candidates: expected at most " + MAX_CANDIDATES);
        }
        this.others = new ArrayList<>();
        candidates.forEach(recipe -> others.add(Objects.requireNonNull(recipe, "candidate")));
        earlierGenerations().forEach(number -> others.add(recipe().withGeneration(number)));
        for (int i = 1; i <= NEIGHBOURS; i++) {
            others.add(neighbour(i));
            others.add(neighbour(-i));
        }
        DataStream alone = stream.singleThreaded();
        List<Origin> origins = new ArrayList<>();
        for (Recipe other : others) {
            origins.add(origin(origins.size() + 1, alone.withRecipe(other.payload())));
        }
        this.examination = new Examination(origin(0, alone), origins, limitNanos);
        Frame frame = stream.frame().orElse(null);
        this.framing = frame == null ? null : new FramingFindings(frame);
    }

    private static long limitNanos(Effort effort) {
        return effort == Effort.FULL ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(QUICK_SECONDS);
    }

    private Recipe recipe() {
        return stream.recipe();
    }

    /**
     * Generations that together have the last 32 versions of each content before the present one, latest first, and
     * generation 0. Version n before the present one ends 1 / change generations before version n - 1 does; where this
     * is no whole number, one of both neighbours has it, depending on the content.
     */
    private Set<Integer> earlierGenerations() {
        Generation present = recipe().generation();
        Set<Integer> numbers = new LinkedHashSet<>();
        for (int n = 1; n <= VERSIONS && present.number() > 0; n++) {
            double distance = n / present.change();
            numbers.add((int) Math.max(0, present.number() - Math.floor(distance)));
            numbers.add((int) Math.max(0, present.number() - Math.ceil(distance)));
        }
        if (present.number() > 0) {
            numbers.add(0);
        }
        return numbers;
    }

    private Recipe neighbour(int distance) {
        Recipe recipe = recipe();
        return recipe.toBuilder().streamId(recipe.streamId() + distance).build();
    }

    private static Origin origin(int number, DataStream stream) {
        return new Origin(number, stream.ranges(), stream.recipe().sizeBytes());
    }

    /**
     * Compares the whole buffer with the stream's bytes {@code [offset, offset + buffer.byteSize())}, and examines wrong
     * bytes. Each part of the stream should be verified once.
     *
     * @param offset position in the stream, in bytes
     * @param buffer only read; no larger than the rest of the stream
     * @return the result of {@link DataStream#verify(long, MemorySegment)}, which names all exceptions
     * @throws NullPointerException if the buffer is null
     * @throws IllegalArgumentException if the range exceeds the stream, or the buffer exceeds 1 PiB
     * @throws IllegalStateException if the buffer's arena is closed
     * @throws WrongThreadException if the buffer belongs to another thread
     * @throws InternalError if the buffer is a mapped file that was truncated
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted while a large buffer is
     *     processed
     */
    public Verification verify(long offset, MemorySegment buffer) {
        Verification result = stream.verify(offset, buffer, wrongSlices);
        long stop = offset + buffer.byteSize();
        if (framing == null) {
            end.accumulateAndGet(stop, Math::max);
            addBoundary(offset);
            addBoundary(stop);
        }
        return result;
    }

    private final WrongSlices wrongSlices = new WrongSlices() {
        @Override
        public void add(long offset, MemorySegment slice, Mismatch mismatch) {
            if (framing != null) {
                long stop = offset + slice.byteSize();
                end.accumulateAndGet(stop, Math::max);
                edges.add(offset); // the slice may end at framing, inside of a page
                edges.add(stop);
            }
            examination.examine(offset, slice, mismatch);
        }

        @Override
        public void addFraming(long offset, Mismatch mismatch) {
            Objects.requireNonNull(framing).add(offset, mismatch);
        }
    };

    private void addBoundary(long offset) {
        if (offset % Page.BYTES != 0 && !edges.add(offset)) {
            edges.remove(offset); // both sides are verified
        }
    }

    /**
     * {@return the diagnoses of all parts that were verified before, in order, at most 250,000} Looks for data without a
     * cause in the whole stream.
     *
     * @throws InterruptedException if the calling thread is interrupted; a further call searches again
     */
    public List<Diagnosis> explain() throws InterruptedException {
        List<Finding> findings;
        try {
            findings = examination.finish();
        } catch (CancellationException e) {
            Thread.interrupted();
            throw new InterruptedException();
        }
        List<Diagnosis> diagnoses = new ArrayList<>();
        long previousEnd = -1;
        for (Finding finding : findings) {
            diagnoses.add(diagnosis(finding, previousEnd));
            previousEnd = finding.end();
        }
        return framing == null ? List.copyOf(diagnoses) : framing.joined(diagnoses);
    }

    /** Damage of the framing, and the positions of diagnoses in the file. */
    private static final class FramingFindings {
        private static final int MAX_FINDINGS = 250_000;

        private final Frame frame;
        private final TreeMap<Long, Diagnosis> found = new TreeMap<>();
        private boolean isCut;

        FramingFindings(Frame frame) {
            this.frame = frame;
        }

        synchronized void add(long offset, Mismatch mismatch) {
            long start = offset + mismatch.ranges().start();
            if (found.size() == MAX_FINDINGS) {
                isCut = true;
                return;
            }
            long length = mismatch.ranges().end() - mismatch.ranges().start();
            Detail part = new Diagnosis.Framing(frame.describe(start));
            found.put(start, new Diagnosis(Cause.FRAMING, start, length, mismatch.count(), part));
        }

        /** Framing between parts of the payload that have one cause belongs to it. */
        synchronized List<Diagnosis> joined(List<Diagnosis> ofPayload) {
            TreeMap<Long, Diagnosis> all = new TreeMap<>(found);
            for (Diagnosis diagnosis : ofPayload) {
                long start = frame.fileOffset(diagnosis.offset());
                long end = frame.fileOffset(diagnosis.end() - 1) + 1;
                Map<Long, Diagnosis> inside = all.subMap(start, end);
                long wrong = diagnosis.wrongBytes();
                for (Diagnosis framing : inside.values()) {
                    wrong += framing.wrongBytes();
                }
                inside.clear();
                all.put(start, new Diagnosis(diagnosis.cause(), start, end - start, wrong, moved(diagnosis.detail())));
            }
            return all.values().stream().limit(MAX_FINDINGS).toList();
        }

        private Detail moved(Detail detail) {
            return switch (detail) {
                case Diagnosis.Bits bits ->
                    new Diagnosis.Bits(
                            bits.count(),
                            bits.mask(),
                            bits.positions().stream()
                                    .map(bit -> frame.fileOffset(bit / Byte.SIZE) * Byte.SIZE + bit % Byte.SIZE)
                                    .toList());
                case Diagnosis.Copy copy ->
                    new Diagnosis.Copy(copy.recipe(), frame.fileOffset(copy.offset()), copy.copies());
                case Diagnosis.Torn torn -> new Diagnosis.Torn(torn.cause(), moved(torn.detail()));
                default -> detail;
            };
        }
    }

    private Diagnosis diagnosis(Finding finding, long previousEnd) {
        Cause cause = cause(finding);
        Detail detail = detail(finding);
        if (isTorn(finding, cause, previousEnd)) {
            detail = new Diagnosis.Torn(cause, detail);
            cause = Cause.TORN;
        }
        return new Diagnosis(cause, finding.offset(), finding.end() - finding.offset(), finding.wrong(), detail);
    }

    private Cause cause(Finding finding) {
        return switch (finding.reason()) {
            case Reason.Constant constant -> constant.value() == 0 ? Cause.ZEROS : Cause.CONSTANT;
            case Reason.Bits _ -> Cause.BITS;
            case Reason.Unknown _ -> Cause.UNKNOWN;
            case Reason.Unexamined _ -> Cause.UNEXAMINED;
            case Reason.Copied copied ->
                copied.source().origin().number() > 0
                        ? isEarlier(other(copied.source())) ? Cause.STALE : Cause.FOREIGN
                        : isShift(finding, copied.source().distance()) ? Cause.SHIFTED : Cause.MISPLACED;
        };
    }

    private Recipe other(Source source) {
        return others.get(source.origin().number() - 1);
    }

    private boolean isEarlier(Recipe other) {
        return other.generation().number() < recipe().generation().number()
                && other.toBuilder().generation(recipe().generation()).build().equals(recipe());
    }

    /** The last generation that has the same bytes as an earlier one in a range. */
    private Recipe latest(Recipe earlier, Finding finding) {
        int low = earlier.generation().number();
        int high = recipe().generation().number();
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            boolean hasChanged = recipe().changedRanges(low, middle, finding.offset(), finding.end() - finding.offset())
                    .findAny()
                    .isPresent();
            low = hasChanged ? low : middle;
            high = hasChanged ? middle : high;
        }
        return earlier.withGeneration(low);
    }

    /**
     * Whole sectors are only called shifted if all data behind them moved by less than its length. Records of a file with
     * framing have any length, and end where the next one begins.
     */
    private boolean isShift(Finding finding, long distance) {
        if (framing != null) {
            return Math.abs(distance) < finding.end() - finding.offset();
        }
        boolean isLongest = finding.end() == end.get() && finding.end() - finding.offset() > Math.abs(distance);
        return distance % Sector.BYTES != 0 || isLongest;
    }

    private Detail detail(Finding finding) {
        return switch (finding.reason()) {
            case Reason.Constant constant -> new Diagnosis.Fill(constant.value());
            case Reason.Bits bits -> new Diagnosis.Bits(bits.bits(), bits.mask(), bits.positions());
            case Reason.Unknown unknown ->
                new Diagnosis.Unknown(
                        unknown.entropy(), HEX.formatHex(unknown.expected()), HEX.formatHex(unknown.found()));
            case Reason.Unexamined _ -> new Diagnosis.None();
            case Reason.Copied copied -> copy(finding, copied.source());
        };
    }

    private Diagnosis.Copy copy(Finding finding, Source source) {
        boolean isOwn = source.origin().number() == 0;
        Recipe recipe = isOwn ? recipe() : other(source);
        long length = finding.end() - finding.offset();
        long found = finding.offset() + source.distance();
        long from = isOwn && !isShift(finding, source.distance()) ? firstPlace(found, length) : found;
        long copies = recipe.plan().copies(from / recipe.blockSizeBytes());
        return new Diagnosis.Copy(isEarlier(recipe) ? latest(recipe, finding) : recipe, from, copies);
    }

    /** The first place with the bytes of a range if that of its first block has all of them; else the given place. */
    private long firstPlace(long at, long length) {
        DedupPlan plan = stream.ranges().map().dedup();
        long block = recipe().blockSizeBytes();
        long first = plan.firstCopy(at / block) * block + at % block;
        return first != at && first <= recipe().sizeBytes() - length && plan.areEqual(first, at, length) ? first : at;
    }

    /** Whether the finding begins inside of a page, behind right data, and ends with a page of the same block. */
    private boolean isTorn(Finding finding, Cause cause, long previousEnd) {
        long offset = finding.offset();
        long block = stream.recipe().blockSizeBytes();
        long toPageEnd = -finding.end() & Page.BYTES - 1;
        boolean endsPage =
                finding.end() == end.get() || toPageEnd <= (cause == Cause.UNKNOWN ? MOST_RIGHT_BY_CHANCE : 0);
        return offset % Page.BYTES != 0
                && previousEnd != offset
                && !edges.contains(offset)
                && endsPage
                && finding.end() <= (offset / block + 1) * block
                && cause != Cause.BITS
                && cause != Cause.SHIFTED
                && cause != Cause.UNEXAMINED;
    }

    /** {@return whether there were more diagnoses than {@link #explain} returns} */
    public boolean isCut() {
        return examination.isCut() || framing != null && framing.isCut;
    }
}
