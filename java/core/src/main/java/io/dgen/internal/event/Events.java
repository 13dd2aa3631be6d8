// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.event;

import jdk.jfr.FlightRecorder;

/**
 * Whether events can be recorded. The classes of events are loaded only when the recorder runs: they need module {@code
 * jdk.jfr}, which a run-time image may lack, and loading them takes milliseconds.
 */
public final class Events {
    private static final boolean CAN_EXIST = canExist();

    private Events() {}

    /** Initialises this class, which calls near the end of the stack cannot do. */
    public static void prepare() {}

    /** Whether the recorder runs; then an event may be enabled. Takes less than a nanosecond. */
    public static boolean areOn() {
        return CAN_EXIST && FlightRecorder.isInitialized() && Types.ARE_LOADED;
    }

    /** Loads the classes when the recorder has started. Without them, data is made all the same. */
    private static final class Types {
        static final boolean ARE_LOADED = load();

        private static boolean load() {
            try {
                new FillEvent();
                new VerifyEvent();
                new AllocationEvent();
                new WorkerWaitEvent();
                return true;
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                return false;
            }
        }
    }

    private static boolean canExist() {
        try {
            Class<?> recorder = Class.forName("jdk.jfr.FlightRecorder", false, null);
            Events.class.getModule().addReads(recorder.getModule());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
