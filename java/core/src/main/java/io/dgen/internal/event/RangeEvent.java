// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.event;

import org.jspecify.annotations.Nullable;

/**
 * A call that processes a range of a stream. No superclass: a recorder that starts with the JVM cannot instrument events that have
 * one.
 */
public interface RangeEvent {
    /** Begins an event; null if it is disabled. */
    static @Nullable RangeEvent beginFill() {
        FillEvent event = new FillEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    /** Begins an event; null if it is disabled. */
    static @Nullable RangeEvent beginVerify() {
        VerifyEvent event = new VerifyEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    /**
     * Ends the event.
     *
     * @param threads largest number of threads, the calling thread included
     */
    void commit(long offset, long bytes, Enum<?> engine, int threads);
}
