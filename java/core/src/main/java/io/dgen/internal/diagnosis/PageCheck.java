// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reasons of the wrong bytes of one page, or of the part of it that was found. A reason is stated for a range only
 * if all found bytes of the range confirm it. The ranges are the wrong part of the page, or else of each sector, or else
 * the start and the end of the wrong part of a sector.
 */
final class PageCheck {
    /** No byte has this value. */
    static final int NO_RUNS = -1;

    /** Shorter runs occur in random data. */
    private static final int MIN_CONSTANT = 16;
    /** With fewer wrong bytes, data of a stream is not distinguished from wrong bits. */
    private static final int MIN_WRONG = 4;
    /** Smallest part of a sector with a reason of its own. */
    private static final int MIN_PART = 32;

    private static final int MIN_WRONG_IN_PART = 16;
    /** Smaller parts before data of a stream may be equal to it by chance. */
    private static final int MIN_START = 8;

    private static final int MAX_BIT_BYTES = 64;
    private static final int FEW_BITS = 4;

    private final long offset;
    private final byte[] expected;
    private final byte[] found;
    private final int runByte;
    private final List<Source> sources;
    private final @Nullable SourceBytes[] made;
    private final List<Finding> findings = new ArrayList<>();

    /** The bytes of a source at the place of the page; only {@code [from, to)} exists. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record SourceBytes(byte[] bytes, int from, int to) {
        boolean areIn(byte[] found, int start, int end) {
            return from <= start && end <= to && Arrays.equals(bytes, start, end, found, start, end);
        }
    }

    /**
     * @param offset of the first byte in the stream
     * @param runByte the byte of runs in the stream, which are no evidence of another cause; or {@link #NO_RUNS}
     * @param sources in the order in which they are tried
     */
    PageCheck(long offset, byte[] expected, byte[] found, int runByte, List<Source> sources) {
        this.offset = offset;
        this.expected = expected;
        this.found = found;
        this.runByte = runByte;
        this.sources = sources;
        this.made = new SourceBytes[sources.size()];
    }

    /** The findings in order; none overlap, and they have all wrong bytes of the page. */
    List<Finding> run() {
        int first = Bytes.firstDifference(expected, found, 0, found.length);
        int end = Bytes.lastDifference(expected, found, first, found.length);
        if (first < end && !explain(first, end)) {
            for (int from = first; from < end; from = sectorEnd(from)) {
                explainSector(from, Math.min(end, sectorEnd(from)));
            }
        }
        return Finding.joined(extended(withExactStarts(Finding.joined(findings))));
    }

    private int sectorEnd(int at) {
        return at + 1 + Sector.bytesToNext(offset + at + 1);
    }

    private void explainSector(int from, int to) {
        int first = Bytes.firstDifference(expected, found, from, to);
        int end = Bytes.lastDifference(expected, found, first, to);
        if (first == end || explain(first, end)) {
            return;
        }
        Finding start = part(first, end, true);
        if (start != null) {
            findings.add(start);
            first = (int) (start.end() - offset);
        }
        Finding last = part(first, end, false);
        if (last != null) {
            end = (int) (last.offset() - offset);
        }
        first = Bytes.firstDifference(expected, found, first, end);
        end = Bytes.lastDifference(expected, found, first, end);
        if (first < end && !explain(first, end)) {
            add(first, end, unknown(first, end));
        }
        if (last != null) {
            findings.add(last);
        }
    }

    /** Adds the finding if one reason holds in the whole range. */
    private boolean explain(int from, int to) {
        Reason reason = reason(from, to);
        if (reason != null) {
            add(from, to, reason);
        }
        return reason != null;
    }

    private @Nullable Reason reason(int from, int to) {
        boolean isConstant = to - from >= MIN_CONSTANT && Bytes.runLength(found, from, to) == to - from;
        int value = found[from] & 0xFF;
        if (isConstant && value != runByte) {
            return new Reason.Constant(value);
        }
        int wrong = Bytes.countDifferences(expected, found, from, to);
        Reason.@Nullable Bits bits = fewBits(from, to, wrong);
        if (bits == null || wrong >= MIN_WRONG) {
            for (int i = 0; i < made.length; i++) {
                if (source(i).areIn(found, from, to)) {
                    return new Reason.Copied(sources.get(i));
                }
            }
        }
        return isConstant ? new Reason.Constant(value) : bits;
    }

    /** The different bits if they are few, or one bit of any number of bytes; else null. */
    private Reason.@Nullable Bits fewBits(int from, int to, int wrong) {
        boolean isOneBit = Integer.bitCount(Bytes.differentBits(expected, found, from, to)) == 1;
        if (wrong > MAX_BIT_BYTES && !isOneBit) {
            return null;
        }
        Reason.Bits bits = Bytes.bits(expected, found, from, to, offset);
        return isOneBit || bits.bits() <= FEW_BITS || 2 * bits.bits() <= 3L * wrong ? bits : null;
    }

    /** The longest part at the start or at the end of the range for which a reason holds; null if there is none. */
    private @Nullable Finding part(int from, int to, boolean atStart) {
        if (to - from < MIN_PART) {
            return null;
        }
        int length = atStart ? Bytes.runLength(found, from, to) : Bytes.runLengthBefore(found, from, to);
        int value = found[atStart ? from : to - 1] & 0xFF;
        Reason reason = new Reason.Constant(value);
        for (int i = 0; i < made.length; i++) {
            int common = common(source(i), from, to, atStart);
            boolean isRun = value == runByte && reason instanceof Reason.Constant;
            if (common > length || common == length && isRun) {
                length = common;
                reason = new Reason.Copied(sources.get(i));
            }
        }
        int start = atStart ? from : to - length;
        Finding part = finding(start, start + length, reason);
        return length < MIN_PART || part.wrong() < MIN_WRONG_IN_PART ? null : part;
    }

    /** Number of found bytes at the start or at the end of the range that are those of the source. */
    private int common(SourceBytes source, int from, int to, boolean atStart) {
        if (source.from > from || to > source.to) {
            return 0;
        }
        return atStart
                ? Bytes.firstDifference(source.bytes, found, from, to) - from
                : to - Bytes.lastDifference(source.bytes, found, from, to);
    }

    private Reason unknown(int from, int to) {
        int end = Math.min(to, from + Reason.Unknown.SAMPLE_BYTES);
        return new Reason.Unknown(0, Arrays.copyOfRange(expected, from, end), Arrays.copyOfRange(found, from, end));
    }

    private void add(int from, int to, Reason reason) {
        findings.add(finding(from, to, reason));
    }

    private Finding finding(int from, int to, Reason reason) {
        return new Finding(offset + from, offset + to, Bytes.countDifferences(expected, found, from, to), reason);
    }

    /** Moves the start of data of a stream into unknown data before it, as far as the bytes are those of the stream. */
    private List<Finding> withExactStarts(List<Finding> joined) {
        List<Finding> exact = new ArrayList<>();
        for (Finding next : joined) {
            Finding before = exact.isEmpty() ? null : exact.getLast();
            if (before != null && before.isOpen() && next.reason() instanceof Reason.Copied copied) {
                int from = (int) (before.offset() - offset);
                int to = (int) (next.offset() - offset);
                int start = to - common(source(sources.indexOf(copied.source())), from, to, false);
                int end = Bytes.lastDifference(expected, found, from, start);
                if (to - start >= MIN_START && end > from) {
                    exact.set(exact.size() - 1, finding(from, end, unknown(from, end)));
                    exact.add(finding(start, (int) (next.end() - offset), copied));
                    continue;
                }
            }
            exact.add(next);
        }
        return exact;
    }

    /** Extends findings over right bytes, to their neighbours or to the ends of the sector, where the reason holds, too. */
    private List<Finding> extended(List<Finding> joined) {
        List<Finding> extended = new ArrayList<>();
        int low = 0;
        for (int i = 0; i < joined.size(); i++) {
            Finding finding = joined.get(i);
            int high = i + 1 < joined.size() ? (int) (joined.get(i + 1).offset() - offset) : found.length;
            int from = (int) (finding.offset() - offset);
            int to = (int) (finding.end() - offset);
            int start = from;
            for (int at : new int[] {low, Math.max(low, from - (int) (finding.offset() % Sector.BYTES))}) {
                start = start == from && holds(finding.reason(), at, from) ? at : start;
            }
            int end = to;
            for (int at : new int[] {high, Math.min(high, sectorEnd(to - 1))}) {
                end = end == to && holds(finding.reason(), to, at) ? at : end;
            }
            Reason reason = finding.reason() instanceof Reason.Unknown unknown
                    ? unknown.withEntropy(Bytes.entropy(found, start, end))
                    : finding.reason();
            extended.add(new Finding(offset + start, offset + end, finding.wrong(), reason));
            low = end;
        }
        return extended;
    }

    private boolean holds(Reason reason, int from, int to) {
        return switch (reason) {
            case Reason.Constant constant -> from == to || isConstant(from, to, constant.value());
            case Reason.Copied copied ->
                source(sources.indexOf(copied.source())).areIn(found, from, to);
            default -> from == to;
        };
    }

    private boolean isConstant(int from, int to, int value) {
        return (found[from] & 0xFF) == value && Bytes.runLength(found, from, to) == to - from;
    }

    private SourceBytes source(int i) {
        SourceBytes bytes = made[i];
        if (bytes == null) {
            bytes = make(sources.get(i));
            made[i] = bytes;
        }
        return bytes;
    }

    private SourceBytes make(Source source) {
        long at = offset + source.distance();
        int from = (int) Math.clamp(-at, 0, found.length);
        int to = (int) Math.clamp(source.origin().sizeBytes() - at, from, found.length);
        byte[] bytes = new byte[found.length];
        source.origin().fill(at, bytes, from, to);
        return new SourceBytes(bytes, from, to);
    }
}
