// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.buffer;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the segments of callers and makes them usable by helper threads. */
public final class Buffers {
    /** A thread that is never started: a segment that it may not access is confined. */
    private static final Thread OTHER_THREAD = otherThread();

    /** Largest number of bytes of one call, 1 PiB: slices of it have numbers that fit into an int. */
    private static final long MAX_BYTES = 1L << 50;

    private Buffers() {}

    /** Keeps no class loader of the calling thread alive. */
    private static Thread otherThread() {
        Thread thread = Thread.ofPlatform()
                .name("dgen-other")
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {});
        thread.setContextClassLoader(null);
        return thread;
    }

    /** @throws IllegalArgumentException if one call cannot process that many bytes */
    public static void checkSize(long bytes) {
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "buffer of " + bytes + " bytes: expected at most " + MAX_BYTES + " bytes in one call");
        }
    }

    /**
     * @throws IllegalArgumentException if the segment is read-only
     * @throws IllegalStateException if its arena is closed
     * @throws WrongThreadException if it belongs to another thread
     */
    public static void checkWritable(MemorySegment segment) {
        checkReadable(segment);
        if (segment.isReadOnly()) {
            throw new IllegalArgumentException("buffer of " + segment.byteSize() + " bytes is read-only");
        }
    }

    /** Checks a segment that is only read: as {@link #checkWritable}, but the segment may be read-only. */
    public static void checkReadable(MemorySegment segment) {
        Objects.requireNonNull(segment, "buffer");
        if (!segment.scope().isAlive()) {
            throw new IllegalStateException("buffer of " + segment.byteSize() + " bytes: its arena is closed");
        }
        if (!segment.isAccessibleBy(Thread.currentThread())) {
            throw new WrongThreadException("buffer of " + segment.byteSize()
                    + " bytes belongs to a confined arena of another thread than "
                    + Thread.currentThread().getName());
        }
    }

    /**
     * Returns a segment of the same memory that helper threads may access while the calling thread waits for them; null
     * if they may not access it.
     *
     * <p>The owner of a confined segment waits, so it cannot close the arena and the address stays valid. All other
     * segments are returned unchanged: a concurrent close then fails or is detected, and the memory stays mapped during
     * an access.
     */
    public static @Nullable MemorySegment shared(MemorySegment segment) {
        if (segment.isAccessibleBy(OTHER_THREAD)) {
            return segment;
        }
        try {
            return MemorySegment.ofAddress(segment.address()).reinterpret(segment.byteSize());
        } catch (IllegalCallerException e) {
            return null; // the JVM denies this module native access: the calling thread works alone
        }
    }
}
