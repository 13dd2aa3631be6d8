// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.fit;

import io.dgen.Dedup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds a dedup plan with whole numbers of copies and exactly the wanted number of distinct contents. */
public final class CopiesFit {
    /**
     * Largest share of the stream for one content. All copies of a content have the same compression ratio, so a
     * content with a larger share is split into several contents, which draw different ratios.
     */
    private static final double MAX_SHARE_OF_ONE = 1.0 / 64;

    /** Largest number of contents that splitting adds, as a share of all contents. */
    private static final double MAX_SHARE_OF_SPLITS = 0.02;

    private final long blocks;
    private final long uniqueBlocks;

    /** The groups, ordered by number of copies, highest first. */
    private final List<CopiesGroup> groups = new ArrayList<>();

    /**
     * Contents that occur about equally often.
     *
     * @param contents number of distinct contents, above 0
     * @param chunks number of chunks with one of these contents, at least the number of contents
     */
    public record CopiesGroup(double contents, double chunks) {
        double mean() {
            return chunks / contents;
        }
    }

    private CopiesFit(long blocks, double ratio, List<CopiesGroup> measured) {
        this.blocks = blocks;
        uniqueBlocks = Math.clamp(Math.round(blocks / ratio), 1, blocks);
        double scale =
                blocks / measured.stream().mapToDouble(CopiesGroup::chunks).sum();
        measured.stream()
                .map(group -> new CopiesGroup(group.contents * scale, group.chunks * scale))
                .filter(group -> group.chunks >= 1)
                // A group of less than one content, such as zeros, becomes one content with the same share of the
                // blocks.
                .map(group -> new CopiesGroup(Math.max(1, group.contents), group.chunks))
                .map(this::split)
                .sorted(Comparator.comparingDouble(CopiesGroup::mean).reversed())
                .forEach(groups::add);
        if (groups.isEmpty()) {
            groups.add(new CopiesGroup(1, 1));
        }
    }

    /**
     * Returns the plan of a stream.
     *
     * @param blocks number of blocks of the stream, 1 or more
     * @param ratio dedup ratio: blocks per distinct content, 1 or more
     * @param measured number of copies of the contents that the plan is to imitate; at most 31 groups, in any order
     */
    public static Dedup of(long blocks, double ratio, List<CopiesGroup> measured) {
        CopiesFit fit = new CopiesFit(blocks, ratio, measured);
        return fit.plan(fit.contents());
    }

    private CopiesGroup split(CopiesGroup group) {
        double most = Math.max(1, blocks * MAX_SHARE_OF_ONE);
        double parts = Math.min(Math.ceil(group.mean() / most), 1 + Math.floor(uniqueBlocks * MAX_SHARE_OF_SPLITS));
        return new CopiesGroup(group.contents * parts, group.chunks);
    }

    /**
     * Returns the number of contents of each group; the sum is the number of contents of the stream. Groups with more
     * copies are served first.
     */
    private long[] contents() {
        long[] contents = new long[groups.size()];
        double wanted = groups.stream().mapToDouble(CopiesGroup::contents).sum();
        long left = uniqueBlocks;
        for (int j = 0; j < contents.length; j++) {
            double own = groups.get(j).contents;
            boolean isLast = j == contents.length - 1;
            contents[j] = isLast ? left : Math.min(left, Math.max(1, Math.round(left * own / wanted)));
            left -= contents[j];
            wanted -= own;
        }
        return contents;
    }

    /** Distributes the duplicate blocks over the groups, in proportion to the measured copies. */
    private Dedup plan(long[] contents) {
        double[] repeats = new double[contents.length];
        double sum = 0;
        for (int j = 0; j < contents.length; j++) {
            repeats[j] = contents[j] * (groups.get(j).mean() - 1);
            sum += repeats[j];
        }
        if (sum == 0) {
            repeats[0] = contents[0];
            sum = repeats[0];
        }
        Map<Long, Long> histogram = new TreeMap<>();
        double cumulated = 0;
        long distributed = 0;
        for (int j = 0; j < contents.length; j++) {
            cumulated += repeats[j];
            boolean isLast = j == contents.length - 1;
            long end = isLast && repeats[j] > 0
                    ? blocks - uniqueBlocks
                    : Math.min(blocks - uniqueBlocks, Math.round(cumulated / sum * (blocks - uniqueBlocks)));
            add(histogram, contents[j], end - distributed);
            distributed = end;
        }
        return dedup(histogram);
    }

    private static void add(Map<Long, Long> histogram, long contents, long repeats) {
        if (contents > 0) {
            long copies = 1 + repeats / contents;
            long more = repeats % contents;
            if (more > 0) {
                histogram.merge(copies + 1, more, Long::sum);
            }
            histogram.merge(copies, contents - more, Long::sum);
        }
    }

    private Dedup dedup(Map<Long, Long> histogram) {
        if (histogram.size() == 1) {
            return Dedup.of((double) histogram.keySet().iterator().next());
        }
        return new Dedup.Copies(histogram.entrySet().stream()
                .map(e -> new Dedup.HistogramBin(e.getKey(), (double) e.getValue() / uniqueBlocks))
                .toList());
    }
}
