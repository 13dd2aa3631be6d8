// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

/** Receives the progress of a scan, from one thread at a time. */
@FunctionalInterface
public interface ScanListener {
    /** @param totalBytes size of the input, or {@link InputSize#UNKNOWN} */
    void progress(long doneBytes, long totalBytes);
}
