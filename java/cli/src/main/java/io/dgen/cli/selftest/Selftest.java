// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.selftest;

import io.dgen.Verification;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs the same cases on all subjects, and compares their results with those of the first subject. */
final class Selftest {
    private static final int GUARD_BYTES = 128;
    private static final int BUFFER_BYTES = SelftestCase.MAX_LENGTH + 64 + 2 * GUARD_BYTES;
    private static final byte GUARD = 0x5A;

    /** Longer than every case takes, even in an interpreter or emulator. */
    private static final long GRACE_NANOS = 60_000_000_000L;

    private final List<Subject> subjects;
    private final List<String> names;
    private final long seed;
    private final long graceNanos;
    private final MemorySegment heap = MemorySegment.ofArray(new byte[BUFFER_BYTES]);
    private volatile Result resultOfHang;

    /**
     * Result of a comparison.
     *
     * @param seed of the cases
     * @param subjects names, the reference first
     * @param cases number of ranges, each generated and verified by every subject
     * @param bytes number of bytes that each subject generated
     * @param difference the first difference and its case; null if there is none
     */
    record Result(
            long seed,
            List<String> subjects,
            long cases,
            long bytes,
            @Nullable String difference) {}

    /** @param subjects the reference first */
    Selftest(List<Subject> subjects, long seed) {
        this(subjects, seed, GRACE_NANOS);
    }

    Selftest(List<Subject> subjects, long seed, long graceNanos) {
        this.subjects = subjects;
        this.names = subjects.stream().map(Subject::name).toList();
        this.seed = seed;
        this.graceNanos = graceNanos;
        resultOfHang = result(0, 0, "nothing was compared within the time");
    }

    /**
     * Compares cases until the time is over, at least one. A subject that does not return within one more minute counts
     * as different.
     */
    Result run(long nanos) throws InterruptedException {
        FutureTask<Result> comparison = new FutureTask<>(() -> compareFor(nanos));
        Thread thread = new Thread(comparison, "dgen-selftest");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            comparison.run(); // the system refuses the thread; a subject that hangs is not noticed
        }
        try {
            return comparison.get(nanos + graceNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return resultOfHang;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Result compareFor(long nanos) {
        long start = System.nanoTime();
        long cases = 0;
        long bytes = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment offHeap = arena.allocate(BUFFER_BYTES, 64);
            MemorySegment expected = arena.allocate(SelftestCase.MAX_LENGTH, 64);
            do {
                SelftestCase c = SelftestCase.of(seed, cases);
                String where = "; case " + cases + " of --seed " + Long.toUnsignedString(seed) + ": " + c;
                MemorySegment memory = c.isOnHeap() ? heap : offHeap;
                MemorySegment reference = expected.asSlice(0, c.length());
                resultOfHang = result(cases, bytes, names.getFirst() + ": does not end" + where);
                subjects.getFirst().fill(c.recipe(), 1, c.offset(), reference);
                for (Subject subject : subjects) {
                    resultOfHang = result(cases, bytes, subject.name() + ": does not end" + where);
                    String difference = compare(subject, c, memory, reference);
                    if (difference != null) {
                        return result(cases + 1, bytes + c.length(), subject.name() + ": " + difference + where);
                    }
                }
                cases++;
                bytes += c.length();
            } while (System.nanoTime() - start < nanos);
        }
        return result(cases, bytes, null);
    }

    private Result result(long cases, long bytes, @Nullable String difference) {
        return new Result(seed, names, cases, bytes, difference);
    }

    private @Nullable String compare(Subject subject, SelftestCase c, MemorySegment memory, MemorySegment expected) {
        long at = (long) GUARD_BYTES + c.misalignment();
        MemorySegment guarded = memory.asSlice(at - GUARD_BYTES, c.length() + 2L * GUARD_BYTES);
        guarded.fill(GUARD);
        MemorySegment buffer = memory.asSlice(at, c.length());
        subject.fill(c.recipe(), c.threads(), c.offset(), buffer);
        long wrong = buffer.mismatch(expected);
        if (wrong >= 0) {
            return "byte " + wrong + " differs from " + subjects.getFirst().name();
        }
        if (!isGuard(guarded.asSlice(0, GUARD_BYTES)) || !isGuard(guarded.asSlice(GUARD_BYTES + c.length()))) {
            return "bytes outside the range were written";
        }
        return compareVerify(subject, c, buffer);
    }

    private static @Nullable String compareVerify(Subject subject, SelftestCase c, MemorySegment buffer) {
        Verification right = subject.verify(c.recipe(), c.threads(), c.offset(), buffer);
        if (!right.isOk() || right.checkedBytes() != c.length()) {
            return "verify rejects the output of fill: " + right;
        }
        if (c.length() == 0) {
            return null;
        }
        byte original = buffer.get(ValueLayout.JAVA_BYTE, c.flip());
        buffer.set(ValueLayout.JAVA_BYTE, c.flip(), (byte) (original ^ 1 << (c.flip() & 7)));
        Verification flipped = subject.verify(c.recipe(), c.threads(), c.offset(), buffer);
        return flipped.wrongBytes() == 1 && flipped.firstWrongOffset() == c.offset() + c.flip()
                ? null
                : "verify does not find the flipped bit in byte " + c.flip() + ": " + flipped;
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
