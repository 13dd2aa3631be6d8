// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.dgen.AvailableMemory;
import io.dgen.analyze.internal.dedup.FingerprintTable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Divides the memory for fingerprints among the tables. */
public final class FingerprintBudget {
    private FingerprintBudget() {}

    /**
     * Returns the largest native memory that this JVM allocates, in bytes: {@code -XX:MaxDirectMemorySize}, by default
     * the largest size of its heap.
     */
    public static long availableBytes() {
        long option = 0;
        try {
            HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            if (bean != null) {
                option = Long.parseLong(bean.getVMOption("MaxDirectMemorySize").getValue());
            }
        } catch (IllegalArgumentException e) {
            // a JVM without this option
        }
        return option != 0 ? option : Runtime.getRuntime().maxMemory();
    }

    /**
     * Returns the native memory that is usual: at most {@code most}, three quarters of what the JVM allocates, and three
     * eighths of the available memory, which windows and compressors need, too.
     */
    public static long usualBytes(long least, long most) {
        return usualBytes(least, most, availableBytes(), AvailableMemory.now().bytes());
    }

    static long usualBytes(long least, long most, long jvmBytes, long availableBytes) {
        return Math.max(least, Math.min(most, Math.min(jvmBytes / 4 * 3, availableBytes / 8 * 3)));
    }

    /**
     * Returns the memory of each table in bytes, first of the fixed units, then of the averages. A table that needs
     * less memory than an equal share gets the memory that it needs; the others divide the rest equally.
     */
    static List<Long> shares(AnalyzerSettings settings, InputSize size) {
        // Assumes that content-defined chunks have the average size. If they are smaller, sampling starts slightly
        // earlier.
        List<Long> needs = Stream.concat(settings.unitBytes().stream(), settings.averageBytes().stream())
                .map(chunkBytes -> neededBytes(size, chunkBytes))
                .toList();
        List<Long> shares = new ArrayList<>(needs);
        List<Integer> byNeed = IntStream.range(0, needs.size())
                .boxed()
                .sorted(Comparator.comparing(needs::get))
                .toList();
        long rest = settings.memoryBytes();
        for (int i = 0; i < byNeed.size(); i++) {
            long share = Math.min(needs.get(byNeed.get(i)), rest / (byNeed.size() - i));
            shares.set(byNeed.get(i), share);
            rest -= share;
        }
        return shares;
    }

    /** Each file may end with a shorter chunk, which counts as one more. */
    private static long neededBytes(InputSize size, int chunkBytes) {
        return size.isKnown() ? FingerprintTable.bytesFor(size.bytes() / chunkBytes + size.files()) : Long.MAX_VALUE;
    }
}
