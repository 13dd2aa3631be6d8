package io.dgen.analyze.internal.run;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.dgen.analyze.internal.dedup.FingerprintTable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Who gets how much of the memory for fingerprints. */
public final class MemoryPlan {
    private MemoryPlan() {}

    /** Most native memory that this JVM gives out: {@code -XX:MaxDirectMemorySize}, by default as much as its heap. */
    public static long availableBytes() {
        long option = 0;
        try {
            HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            if (bean != null) {
                option = Long.parseLong(bean.getVMOption("MaxDirectMemorySize").getValue());
            }
        } catch (IllegalArgumentException e) {
            // no such option: another JVM
        }
        return option != 0 ? option : Runtime.getRuntime().maxMemory();
    }

    /**
     * Shares of the tables. Those that need less than an equal share get what they need, and the others the rest.
     *
     * @param chunkBytes mean size of each table's chunks
     * @param inputBytes size of the input, negative if unknown
     * @param files number of files; each may end with a chunk of its own
     */
    static List<Long> shares(long memoryBytes, List<Integer> chunkBytes, long inputBytes, long files) {
        List<Long> needs = chunkBytes.stream()
                .map(c -> inputBytes < 0 ? Long.MAX_VALUE : FingerprintTable.bytesFor(inputBytes / c + files))
                .toList();
        List<Long> shares = new ArrayList<>(needs);
        List<Integer> byNeed = IntStream.range(0, needs.size())
                .boxed()
                .sorted(Comparator.comparing(needs::get))
                .toList();
        long rest = memoryBytes;
        for (int i = 0; i < byNeed.size(); i++) {
            long share = Math.min(needs.get(byNeed.get(i)), rest / (byNeed.size() - i));
            shares.set(byNeed.get(i), share);
            rest -= share;
        }
        return shares;
    }
}
