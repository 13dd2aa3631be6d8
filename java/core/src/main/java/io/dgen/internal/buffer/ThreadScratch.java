// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.buffer;

import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scratch memory of each thread, made at its first use and again after the garbage collector has removed it.
 *
 * <p>A thread keeps the values of its thread-locals alive, and an object keeps its class loader alive: with strong
 * references, a thread of an application server would keep each copy of this library that it ever called.
 */
public final class ThreadScratch<T> {
    private final ThreadLocal<@Nullable WeakReference<T>> values = new ThreadLocal<>();
    private final Supplier<T> create;

    public ThreadScratch(Supplier<T> create) {
        this.create = create;
    }

    /** The value of the calling thread, which a nested call does not get before {@link #giveBack}. */
    public T take() {
        T value = get();
        values.remove();
        return value;
    }

    public void giveBack(T value) {
        values.set(new WeakReference<>(value));
    }

    /** The value of the calling thread. It is the same one while the caller keeps a reference to it. */
    public T get() {
        WeakReference<T> reference = values.get();
        T value = reference == null ? null : reference.get();
        if (value == null) {
            value = create.get();
            values.set(new WeakReference<>(value));
        }
        return value;
    }
}
