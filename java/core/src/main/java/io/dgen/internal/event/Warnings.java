// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.event;

import java.lang.System.Logger.Level;

/** Warnings of the logger {@code io.dgen} about the machine or the JVM. */
public final class Warnings {
    private Warnings() {}

    /**
     * Logs a warning once in each JVM, which may have several copies of this class: a system property shows that the warning
     * was logged.
     *
     * @param topic of the warning; others of the same topic are not logged
     */
    public static void once(String topic, String text) {
        if (System.getProperties().putIfAbsent("dgen.warned." + topic, text) == null) {
            System.getLogger("io.dgen").log(Level.WARNING, text);
        }
    }
}
