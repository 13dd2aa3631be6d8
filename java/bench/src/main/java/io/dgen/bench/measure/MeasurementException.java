// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

/** A measurement failed: a process that was to be measured did not start, or ended with an error. */
public final class MeasurementException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MeasurementException(String message) {
        super(message);
    }

    public MeasurementException(String message, Throwable cause) {
        super(message, cause);
    }
}
