// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.kernel.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the memory of mapped files, an access to which can fault. The system is asked about the address, because
 * the JDK forgets the file in a typed view of a buffer, and never knows it of a raw address.
 *
 * <p>To ask takes longer than to fill 4 KiB, so answers are kept. An answer is for the segments of one scope, because
 * memory of an open arena stays mapped. It can become wrong: a raw address has the global scope, and the range of an
 * answer may include neighbours, which other arenas free. All answers are therefore dropped at random, on average once
 * per {@link #BYTES_OF_ANSWER}.
 */
public final class MappedFiles {
    /** Asking again takes less than 0.3 % of the time in which so many bytes are filled. A power of two. */
    private static final int BYTES_OF_ANSWER = 16 << 20;

    /** Slices of large segments have slots of their own every 16 MiB. */
    private static final int GRANULE_BITS = 24;

    /** An answer of the system, valid for addresses from {@code start} up to {@code end} in one scope. */
    private record Answer(WeakReference<MemorySegment.Scope> scope, long start, long end, boolean isFile) {
        boolean isFor(MemorySegment.Scope other, long from, long to) {
            return start <= from && to <= end && isAbout(other);
        }

        private boolean isAbout(MemorySegment.Scope other) {
            MemorySegment.Scope own = scope.get();
            return own == other || other.equals(own);
        }
    }

    private static final int SLOTS = 256;

    /** The last answers, by the hash of scope and address. Racing threads lose an answer at most. */
    private static final @Nullable Answer[] ANSWERS = new Answer[SLOTS];

    /** Set when the system cannot answer. */
    private static volatile boolean isUnsupported;

    private MappedFiles() {}

    /** Whether the segment is, or may be, memory of a mapped file. */
    public static boolean contain(MemorySegment segment) {
        if (segment.isMapped()) {
            return true;
        }
        if (!segment.isNative() || segment.byteSize() == 0) {
            return false;
        }
        return isUnsupported ? TypedViews.contain(segment) : isFile(segment);
    }

    private static boolean isFile(MemorySegment segment) {
        long address = segment.address();
        long end = address + segment.byteSize();
        MemorySegment.Scope scope = segment.scope();
        int hash = scope.getClass() == TypedViews.BUFFER_SCOPE ? scope.hashCode() : System.identityHashCode(scope);
        int slot = (hash * 31 + (int) (address >>> GRANULE_BITS)) & SLOTS - 1;
        Answer known = ANSWERS[slot];
        if (known != null && known.isFor(scope, address, end) && !isOutdated(end - address)) {
            return known.isFile;
        }
        long[] range = new long[2];
        int kind =
                NativeLibrary.isLoaded() ? NativeMemory.find(address, end - address, range) : NativeMemory.CANNOT_FIND;
        if (kind == NativeMemory.CANNOT_FIND) {
            isUnsupported = true;
            return TypedViews.contain(segment);
        }
        boolean isFile = kind != NativeMemory.NO_FILE;
        ANSWERS[slot] = new Answer(new WeakReference<>(scope), range[0], range[1], isFile);
        return isFile;
    }

    /** Random, because a count of bytes would be written by all threads. */
    private static boolean isOutdated(long bytes) {
        return (ThreadLocalRandom.current().nextInt() & BYTES_OF_ANSWER - 1) < bytes;
    }
}
