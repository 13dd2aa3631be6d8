// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A buffer with all of its pages was allocated. */
@Name("io.dgen.Allocation")
@Label("Buffer Allocation")
@Description("A buffer was allocated, with all of its pages")
@Category("dgen")
@Enabled(false)
@StackTrace(false)
public final class AllocationEvent extends Event {
    @Label("Bytes")
    @DataAmount
    long bytes;

    @Label("Policy")
    String policy = "";

    @Label("Pages")
    String pages = "";

    /** Begins an event; null if it is disabled. */
    public static @Nullable AllocationEvent beginIfEnabled() {
        AllocationEvent event = new AllocationEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    /** Ends the event. */
    public void commit(long bytes, String policy, String pages) {
        end();
        if (shouldCommit()) {
            this.bytes = bytes;
            this.policy = policy;
            this.pages = pages;
            commit();
        }
    }
}
