// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.event;

import io.dgen.internal.text.EnumNames;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A call that has processed a range of a stream. */
@Registered(false)
@Enabled(false)
@StackTrace(false)
@Category("dgen")
public abstract class RangeEvent extends Event {
    @Label("Stream Offset")
    long offset;

    @Label("Bytes")
    @DataAmount
    long bytes;

    @Label("Engine")
    String engine = "";

    @Label("Threads")
    int threads;

    /** Begins an event; null if it is disabled. */
    public static @Nullable RangeEvent beginFill() {
        return begun(new FillEvent());
    }

    /** Begins an event; null if it is disabled. */
    public static @Nullable RangeEvent beginVerify() {
        return begun(new VerifyEvent());
    }

    private static @Nullable RangeEvent begun(RangeEvent event) {
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
    public final void commit(long offset, long bytes, Enum<?> engine, int threads) {
        end();
        if (shouldCommit()) {
            this.offset = offset;
            this.bytes = bytes;
            this.engine = EnumNames.of(engine);
            this.threads = threads;
            commit();
        }
    }
}
