// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The thread that called has processed its last slice, and waits for the last slices of helper threads. */
@Name("io.dgen.WorkerWait")
@Label("Wait for Workers")
@Description("The calling thread waited for the last slices of helper threads")
@Category("dgen")
@Enabled(false)
@StackTrace(false)
public final class WorkerWaitEvent extends Event {
    @Label("Slices")
    int slices;

    @Label("Requested Helpers")
    int requestedHelpers;

    @Label("Helpers")
    @Description("Helper threads that have processed a slice; others were busy, or came late")
    int helpers;

    /** Begins an event; null if it is disabled. */
    public static @Nullable WorkerWaitEvent beginIfEnabled() {
        WorkerWaitEvent event = new WorkerWaitEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    /** Ends the event. */
    public void commit(int slices, int requestedHelpers, int helpers) {
        end();
        if (shouldCommit()) {
            this.slices = slices;
            this.requestedHelpers = requestedHelpers;
            this.helpers = helpers;
            commit();
        }
    }
}
