// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/** A queue of slice numbers. Threads remove one number at a time until the queue is empty. */
class SliceQueue {
    static final int EMPTY = -1;

    private final int size;
    /** Null for the numbers 0 .. size - 1. */
    private final int @Nullable [] numbers;

    /** Padded, because the queues of several nodes are allocated one after the other. */
    private final AtomicIntegerArray next = new AtomicIntegerArray(CacheLinePadding.LENGTH);

    SliceQueue(int size) {
        this.size = size;
        this.numbers = null;
    }

    /** @param numbers kept, not copied */
    SliceQueue(int[] numbers) {
        this.size = numbers.length;
        this.numbers = numbers;
    }

    int size() {
        return size;
    }

    /** Removes and returns the next number; {@link #EMPTY} if none is left. */
    int take() {
        int i = next.getAndIncrement(CacheLinePadding.INDEX);
        return i >= size ? EMPTY : numbers == null ? i : numbers[i];
    }

    boolean isEmpty() {
        return next.get(CacheLinePadding.INDEX) >= size;
    }
}
