// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

/**
 * Size of an input before it is read.
 *
 * @param bytes number of bytes, or {@link #UNKNOWN}
 * @param files number of files
 */
public record InputSize(long bytes, long files) {
    /** The number of bytes of a stream. */
    public static final long UNKNOWN = -1;

    static InputSize ofFile(long bytes) {
        return new InputSize(bytes, 1);
    }

    boolean isKnown() {
        return bytes != UNKNOWN;
    }
}
