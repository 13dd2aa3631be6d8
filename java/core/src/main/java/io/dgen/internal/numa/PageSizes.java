// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.numa;

import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.kernel.NativeMemory;
import io.dgen.internal.topology.MemInfoFile;
import io.dgen.internal.topology.SystemFiles;

/** Sizes of this machine's pages, in bytes. */
public final class PageSizes {
    /** Assumed without the native library. */
    private static final long USUAL_BASE_BYTES = 4096;

    /** Assumed if /proc/meminfo does not contain the size. */
    private static final long USUAL_HUGE_BYTES = 2 << 20;

    private PageSizes() {}

    public static long base() {
        return NativeLibrary.isLoaded() ? NativeMemory.pageBytes() : USUAL_BASE_BYTES;
    }

    /** The default size of huge pages. */
    static long huge() {
        return MemInfoFile.ofMachine(SystemFiles.ofMachine())
                .bytes("Hugepagesize")
                .orElse(USUAL_HUGE_BYTES);
    }
}
