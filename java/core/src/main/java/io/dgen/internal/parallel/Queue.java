package io.dgen.internal.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Numbers of parts, which threads take one after another until none is left. */
final class Queue {
    static final int EMPTY = -1;

    private final int size;
    /** Null where they are 0 .. size - 1. */
    private final int @Nullable [] numbers;

    private final AtomicInteger next = new AtomicInteger();

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
        int i = next.getAndIncrement();
        return i >= size ? EMPTY : numbers == null ? i : numbers[i];
    }

    /** Takes all that are left; returns how many. */
    int clear() {
        return Math.max(0, size - next.getAndUpdate(n -> Math.max(n, size)));
    }
}
