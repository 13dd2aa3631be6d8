package io.dgen.analyze.internal.like;

import io.dgen.Dedup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A dedup plan of whole numbers of copies, which has the wanted number of contents exactly. */
public final class CopiesFit {
    /**
     * One content has one compression ratio: where it would be more of the stream than this, it is made as several, so
     * that no ratio weighs too much.
     */
    private static final double MAX_SHARE_OF_ONE = 1.0 / 64;

    /** At most so many of the contents more. */
    private static final double MAX_SHARE_OF_SPLITS = 0.02;

    private final long blocks;
    private final long uniqueBlocks;

    /** Contents and how often each occurs, on average; most copies first. */
    private final List<Row> rows = new ArrayList<>();

    /**
     * Contents that occur about equally often.
     *
     * @param contents their number, above 0
     * @param chunks number of chunks that they fill, at least their number
     */
    public record Row(double contents, double chunks) {
        double mean() {
            return chunks / contents;
        }
    }

    private CopiesFit(long blocks, double ratio, List<Row> measured) {
        this.blocks = blocks;
        uniqueBlocks = Math.clamp(Math.round(blocks / ratio), 1, blocks);
        double scale = blocks / measured.stream().mapToDouble(Row::chunks).sum();
        measured.stream()
                .map(row -> new Row(row.contents * scale, row.chunks * scale))
                .filter(row -> row.chunks >= 1)
                // Of rare contents, such as that of zeros, one is left, with as large a share of the blocks.
                .map(row -> new Row(Math.max(1, row.contents), row.chunks))
                .map(this::split)
                .sorted(Comparator.comparingDouble(Row::mean).reversed())
                .forEach(rows::add);
        if (rows.isEmpty()) {
            rows.add(new Row(1, 1));
        }
    }

    /**
     * The plan of a stream.
     *
     * @param blocks of the stream, 1 or more
     * @param ratio blocks for each content, 1 or more
     * @param measured how often contents occur in the data to be like; at most 31, in any order
     */
    public static Dedup of(long blocks, double ratio, List<Row> measured) {
        CopiesFit fit = new CopiesFit(blocks, ratio, measured);
        return fit.plan(fit.contents());
    }

    private Row split(Row row) {
        double most = Math.max(1, blocks * MAX_SHARE_OF_ONE);
        double parts = Math.min(Math.ceil(row.mean() / most), 1 + Math.floor(uniqueBlocks * MAX_SHARE_OF_SPLITS));
        return new Row(row.contents * parts, row.chunks);
    }

    /** Contents of each row: their sum is that of the stream. Those of most copies come first, so that none is lost. */
    private long[] contents() {
        long[] contents = new long[rows.size()];
        double wanted = rows.stream().mapToDouble(Row::contents).sum();
        long left = uniqueBlocks;
        for (int j = 0; j < contents.length; j++) {
            double of = rows.get(j).contents;
            boolean isLast = j == contents.length - 1;
            contents[j] = isLast ? left : Math.min(left, Math.max(1, Math.round(left * of / wanted)));
            left -= contents[j];
            wanted -= of;
        }
        return contents;
    }

    /** Shares out the blocks that are copies of others, in proportion to those that were measured. */
    private Dedup plan(long[] contents) {
        double[] repeats = new double[contents.length];
        double sum = 0;
        for (int j = 0; j < contents.length; j++) {
            repeats[j] = contents[j] * (rows.get(j).mean() - 1);
            sum += repeats[j];
        }
        if (sum == 0) {
            repeats[0] = contents[0];
            sum = repeats[0];
        }
        Map<Long, Long> histogram = new TreeMap<>();
        double upTo = 0;
        long shared = 0;
        for (int j = 0; j < contents.length; j++) {
            upTo += repeats[j];
            boolean isLast = j == contents.length - 1;
            long end = isLast && repeats[j] > 0
                    ? blocks - uniqueBlocks
                    : Math.min(blocks - uniqueBlocks, Math.round(upTo / sum * (blocks - uniqueBlocks)));
            add(histogram, contents[j], end - shared);
            shared = end;
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
