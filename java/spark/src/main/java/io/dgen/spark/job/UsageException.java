// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

/** A request that cannot be fulfilled; nothing was written. The message names the value and what is allowed. */
public final class UsageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /**
     * Creates it.
     *
     * @param message one line
     */
    public UsageException(String message) {
        super(message);
    }
}
