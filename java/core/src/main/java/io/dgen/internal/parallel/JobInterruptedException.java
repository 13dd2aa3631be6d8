// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.parallel;

import java.util.concurrent.CancellationException;

/** The thread that waited for a job was interrupted. */
public final class JobInterruptedException extends CancellationException {
    private static final long serialVersionUID = 1;

    JobInterruptedException() {
        super("interrupted before the whole buffer was processed");
    }
}
