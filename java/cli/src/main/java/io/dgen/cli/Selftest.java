package io.dgen.cli;

import io.dgen.Verification;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the same cases on all subjects and compares with the first one. */
final class Selftest {
    private static final int GUARD_BYTES = 128;
    private static final int BUFFER_BYTES = SelftestCase.MAX_LENGTH + 64 + 2 * GUARD_BYTES;
    private static final byte GUARD = 0x5A;

    private final List<Subject> subjects;
    private final long seed;
    private final MemorySegment heap = MemorySegment.ofArray(new byte[BUFFER_BYTES]);

    /**
     * What was compared.
     *
     * @param seed that gives the same cases again
     * @param subjects names, the reference first
     * @param cases number of ranges, each made and checked by every subject
     * @param bytes made by each subject
     * @param difference the exact case; null if there is none
     */
    record Result(
            long seed,
            List<String> subjects,
            long cases,
            long bytes,
            @Nullable String difference) {}

    Selftest(List<Subject> subjects, long seed) {
        this.subjects = subjects;
        this.seed = seed;
    }

    /** At least one case. */
    Result run(long nanos) {
        List<String> names = subjects.stream().map(Subject::name).toList();
        long start = System.nanoTime();
        long cases = 0;
        long bytes = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment offHeap = arena.allocate(BUFFER_BYTES, 64);
            MemorySegment expected = arena.allocate(SelftestCase.MAX_LENGTH, 64);
            do {
                SelftestCase c = SelftestCase.of(seed, cases);
                String difference = compare(c, c.onHeap() ? heap : offHeap, expected.asSlice(0, c.length()));
                cases++;
                bytes += c.length();
                if (difference != null) {
                    String where = difference + "; case " + (cases - 1) + " of --seed " + Long.toUnsignedString(seed)
                            + ": " + c;
                    return new Result(seed, names, cases, bytes, where);
                }
            } while (System.nanoTime() - start < nanos);
        }
        return new Result(seed, names, cases, bytes, null);
    }

    private @Nullable String compare(SelftestCase c, MemorySegment memory, MemorySegment expected) {
        subjects.getFirst().fill(c.recipe(), 1, c.offset(), expected);
        for (Subject subject : subjects) {
            String difference = compare(subject, c, memory, expected);
            if (difference != null) {
                return subject.name() + ": " + difference;
            }
        }
        return null;
    }

    private @Nullable String compare(Subject subject, SelftestCase c, MemorySegment memory, MemorySegment expected) {
        long at = GUARD_BYTES + c.misalignment();
        MemorySegment guarded = memory.asSlice(at - GUARD_BYTES, c.length() + 2L * GUARD_BYTES);
        guarded.fill(GUARD);
        MemorySegment buffer = memory.asSlice(at, c.length());
        subject.fill(c.recipe(), c.threads(), c.offset(), buffer);
        long wrong = buffer.mismatch(expected);
        if (wrong >= 0) {
            return "byte " + wrong + " differs from " + subjects.getFirst().name();
        }
        if (!isGuard(guarded.asSlice(0, GUARD_BYTES)) || !isGuard(guarded.asSlice(GUARD_BYTES + c.length()))) {
            return "bytes outside of the range were written";
        }
        return compareVerify(subject, c, buffer);
    }

    private static @Nullable String compareVerify(Subject subject, SelftestCase c, MemorySegment buffer) {
        Verification right = subject.verify(c.recipe(), c.threads(), c.offset(), buffer);
        if (!right.isOk() || right.checkedBytes() != c.length()) {
            return "verify refuses what fill has made: " + right;
        }
        if (c.length() == 0) {
            return null;
        }
        byte original = buffer.get(ValueLayout.JAVA_BYTE, c.flip());
        buffer.set(ValueLayout.JAVA_BYTE, c.flip(), (byte) (original ^ 1 << (c.flip() & 7)));
        Verification flipped = subject.verify(c.recipe(), c.threads(), c.offset(), buffer);
        return flipped.wrongBytes() == 1 && flipped.firstWrongOffset() == c.offset() + c.flip()
                ? null
                : "verify does not find the one bit that was flipped in byte " + c.flip() + ": " + flipped;
    }

    private static boolean isGuard(MemorySegment segment) {
        for (long i = 0; i < segment.byteSize(); i++) {
            if (segment.get(ValueLayout.JAVA_BYTE, i) != GUARD) {
                return false;
            }
        }
        return true;
    }
}
