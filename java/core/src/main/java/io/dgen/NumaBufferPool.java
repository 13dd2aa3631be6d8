// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.numa.MemoryDemand;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of {@link NumaBuffer}s of one size, allocated together and lent out. Thread-safe.
 *
 * {@snippet file="io/dgen/manual/Streams.java" region="lend"}
 */
public final class NumaBufferPool implements AutoCloseable {
    /** A buffer that is lent out. Closing the lease releases the buffer. Thread-safe. */
    public static final class Lease implements AutoCloseable {
        private final NumaBufferPool pool;
        private final NumaBuffer buffer;
        private final String borrower = Thread.currentThread().getName();
        private volatile boolean isReleased;

        private Lease(NumaBufferPool pool, NumaBuffer buffer) {
            this.pool = pool;
            this.buffer = buffer;
        }

        /**
         * {@return the buffer's memory} It still contains the bytes of the previous lease.
         *
         * @throws IllegalStateException if the buffer was released
         */
        public MemorySegment segment() {
            return buffer().segment();
        }

        /**
         * {@return the buffer, which the caller must not close}
         *
         * @throws IllegalStateException if the buffer was released
         */
        public NumaBuffer buffer() {
            if (isReleased) {
                throw new IllegalStateException("the buffer was released");
            }
            return buffer;
        }

        /**
         * Releases the buffer. Closing again has no effect. Segments taken from it must not be used any more.
         *
         * @throws IllegalStateException if the pool is closed and a thread is still filling or verifying one of its
         *     buffers, as {@link NumaBufferPool#close}; the buffer is released
         */
        @Override
        public void close() {
            pool.release(this);
        }
    }

    /** Number of attempts to get the lock before the thread sleeps; together they take a few microseconds. */
    private static final int MAX_SPINS = 100;

    private final int capacity;
    private final long bufferBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<NumaBuffer> free = new ArrayDeque<>();
    private final Set<Lease> leases = new LinkedHashSet<>();
    private boolean isClosed;

    private NumaBufferPool(int capacity, long bufferBytes) {
        this.capacity = capacity;
        this.bufferBytes = bufferBytes;
    }

    /**
     * Allocates all buffers, or none. As {@link #allocate(int, long, NumaPolicy, PageKind)} with base pages.
     *
     * @param count number of buffers, at least 1
     * @param sizeBytes size of each buffer in bytes, at least 1
     * @param policy the nodes
     * @return the pool, to be closed by the caller
     * @throws IllegalArgumentException as the other method
     * @throws NumaException as the other method
     * @throws java.util.concurrent.CancellationException as the other method
     */
    public static NumaBufferPool allocate(int count, long sizeBytes, NumaPolicy policy) {
        return allocate(count, sizeBytes, policy, PageKind.BASE);
    }

    /**
     * Allocates all buffers, or none.
     *
     * @param count number of buffers, at least 1
     * @param sizeBytes size of each buffer in bytes, at least 1
     * @param policy the nodes
     * @param pages the kind of pages
     * @return the pool, to be closed by the caller
     * @throws IllegalArgumentException if a number is out of range or a node cannot be used
     * @throws NumaException if there is not enough memory for all buffers, as {@link NumaBuffer#allocate(long,
     *     NumaPolicy, PageKind)}, or not enough Java heap for their objects. Base pages of all buffers are compared with
     *     the free memory before the first buffer is allocated.
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted during the call
     */
    public static NumaBufferPool allocate(int count, long sizeBytes, NumaPolicy policy, PageKind pages) {
        if (count < 1) {
            throw new IllegalArgumentException("buffers " + count + ": expected 1 to " + Integer.MAX_VALUE);
        }
        MemoryDemand demand = new MemoryDemand();
        NumaBuffer.demand(demand, count, sizeBytes, policy, pages);
        NumaBuffer.check(demand);
        return allocateChecked(count, sizeBytes, policy, pages);
    }

    /** Allocates the buffers; the caller has checked that there is memory for all of them. */
    static NumaBufferPool allocateChecked(int count, long sizeBytes, NumaPolicy policy, PageKind pages) {
        NumaBufferPool pool = new NumaBufferPool(count, sizeBytes);
        boolean isFull = false;
        try {
            for (int i = 0; i < count; i++) {
                pool.free.add(NumaBuffer.allocate(sizeBytes, policy, pages));
            }
            isFull = true;
        } catch (OutOfMemoryError e) {
            throw new NumaException(count + " buffers of " + sizeBytes + " bytes: not enough Java heap", e);
        } finally {
            if (!isFull) {
                pool.close();
            }
        }
        return pool;
    }

    /** {@return the number of buffers} */
    public int capacity() {
        return capacity;
    }

    /** {@return the size of each buffer in bytes} */
    public long bufferBytes() {
        return bufferBytes;
    }

    /** {@return the number of buffers that are not lent out} */
    public int available() {
        lock.lock();
        try {
            return free.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lends out a buffer; waits while all are lent out.
     *
     * @return the buffer, to be closed by the caller
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if the pool is closed, also while the call waits
     */
    public Lease acquire() throws InterruptedException {
        lockInterruptibly();
        try {
            while (!isClosed && free.isEmpty()) {
                changed.await();
            }
            return lend();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lends out a buffer if one is released within the timeout.
     *
     * @param timeout longest wait; 0 or less does not wait
     * @param unit of the timeout
     * @return the buffer, to be closed by the caller; null after the timeout
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if the pool is closed, also while the call waits
     */
    public @Nullable Lease tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        Objects.requireNonNull(unit, "unit");
        lockInterruptibly();
        try {
            long nanos = unit.toNanos(timeout);
            while (!isClosed && free.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return free.isEmpty() && !isClosed ? null : lend();
        } finally {
            lock.unlock();
        }
    }

    private Lease lend() {
        if (isClosed) {
            throw new IllegalStateException("the pool is closed");
        }
        Lease lease = new Lease(this, free.pop());
        leases.add(lease);
        return lease;
    }

    /** Spins before it sleeps: to sleep and wake takes 100 times as long as the lock is held. */
    private boolean tryLockSpinning() {
        for (int i = 0; i < MAX_SPINS; i++) {
            if (lock.tryLock()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private void lockInterruptibly() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!tryLockSpinning()) {
            lock.lockInterruptibly();
        }
    }

    private void release(Lease lease) {
        if (!tryLockSpinning()) {
            lock.lock();
        }
        try {
            if (leases.remove(lease)) {
                lease.isReleased = true;
                free.push(lease.buffer);
                if (isClosed) {
                    freeAll();
                } else {
                    changed.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Frees the buffers that can be freed. A buffer that is still lent out is freed when it is released. A buffer that a
     * thread is still filling or verifying is freed by the next release or by closing the pool again.
     *
     * @throws IllegalStateException if some buffers could not be freed: the message names the threads that acquired
     *     those that were not released, which is a leak unless they are released later
     */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
            freeAll();
            if (!leases.isEmpty()) {
                throw new IllegalStateException(leases.size() + " of " + capacity
                        + " buffers were not released, taken by "
                        + leases.stream().map(l -> l.borrower).collect(Collectors.joining(", ")));
            }
        } finally {
            lock.unlock();
        }
    }

    /** @throws IllegalStateException if a thread uses some of the buffers; the others are freed */
    private void freeAll() {
        IllegalStateException inUse = null;
        for (Iterator<NumaBuffer> buffers = free.iterator(); buffers.hasNext(); ) {
            try {
                buffers.next().close();
                buffers.remove();
            } catch (IllegalStateException e) {
                inUse = e;
            }
        }
        if (inUse != null) {
            throw new IllegalStateException(
                    free.size() + " of " + capacity + " buffers are still in use: close the pool again after that",
                    inUse);
        }
    }
}
