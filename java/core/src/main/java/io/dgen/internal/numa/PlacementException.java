// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

/** Memory could not be allocated where it was requested. The public API turns it into a NumaException. */
public final class PlacementException extends Exception {
    private static final long serialVersionUID = 1;

    PlacementException(String message) {
        super(message);
    }
}
