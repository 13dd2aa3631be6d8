package io.dgen.internal.parallel;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/** Numbers of parts, which threads take one after another until none is left. */
final class Queue {
    static final int EMPTY = -1;

    private final int size;
    /** Null where they are 0 .. size - 1. */
    private final int @Nullable [] numbers;

    /** Padded: the queues of several nodes are made one after the other. */
    private final AtomicIntegerArray next = new AtomicIntegerArray(Padded.LENGTH);

    Queue(int size) {
        this.size = size;
        this.numbers = null;
    }

    /** @param numbers kept, not copied */
    Queue(int[] numbers) {
        this.size = numbers.length;
        this.numbers = numbers;
    }

    int size() {
        return size;
    }

    /** The next number, or {@link #EMPTY}. */
    int take() {
        int i = next.getAndIncrement(Padded.INDEX);
        return i >= size ? EMPTY : numbers == null ? i : numbers[i];
    }

    /** Takes all that are left; returns how many. */
    int clear() {
        return Math.max(0, size - next.getAndUpdate(Padded.INDEX, n -> Math.max(n, size)));
    }
}
