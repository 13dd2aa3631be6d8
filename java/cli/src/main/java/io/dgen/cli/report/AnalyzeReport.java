package io.dgen.cli.report;

import io.dgen.ByteSize;
import io.dgen.analyze.Analysis;
import io.dgen.analyze.CompressionResult;
import io.dgen.analyze.DedupResult;
import io.dgen.analyze.Entropy;
import io.dgen.cli.io.Target;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What analyze has found. */
public record AnalyzeReport(Target target, Analysis analysis, long elapsedNanos) implements Report {
    /** Shares of the blocks whose ratio a row tells. */
    private static final double[] QUANTILES = {0, 0.1, 0.5, 0.9, 1};

    @Override
    public void printText(PrintStream out) {
        out.println("input    " + target.name() + files());
        out.println("bytes    " + Text.bytes(analysis.bytes()));
        out.println("time     " + Text.seconds(elapsedNanos) + ", " + Text.rate(analysis.bytes(), elapsedNanos));
        if (analysis.sampledBytes() > 0) {
            out.println("entropy  " + number(analysis.entropy().bitsPerByte())
                    + " bits per byte, mean of 64KiB blocks "
                    + number(analysis.entropy().meanOfBlocks()));
        }
        printDedup(out);
        printCompression(out);
        for (String note : notes()) {
            out.println();
            out.println(note);
        }
    }

    private String files() {
        if (target.isStandard() || analysis.files() == 1 && analysis.skipped() + analysis.unreadCount() == 0) {
            return "";
        }
        return " (" + analysis.files() + " files"
                + (analysis.skipped() > 0 ? ", " + analysis.skipped() + " links and special files skipped" : "")
                + (analysis.unreadCount() > 0 ? ", " + analysis.unreadCount() + " not readable" : "") + ")";
    }

    private void printDedup(PrintStream out) {
        if (analysis.fixed().isEmpty() && analysis.contentDefined().isEmpty()) {
            return;
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "%-14s %12s %8s %12s %10s %14s%n",
                "dedup unit",
                "chunks",
                "zeros",
                "unique",
                "ratio",
                "without zeros");
        analysis.fixed().forEach(d -> printDedup(out, ByteSize.format(d.chunkBytes()), d));
        analysis.contentDefined().forEach(d -> printDedup(out, "FastCDC " + ByteSize.format(d.chunkBytes()), d));
    }

    private static void printDedup(PrintStream out, String name, DedupResult d) {
        out.printf(
                Locale.ROOT,
                "%-14s %12d %8s %12.0f %10s %14s%s%n",
                name,
                d.chunks(),
                percent(d.zeroBytes(), d.bytes()),
                d.uniqueChunks(),
                number(d.ratio()),
                number(d.ratioWithoutZeros()),
                d.isExact() ? "" : "  estimate, +-" + error(d));
    }

    private void printCompression(PrintStream out) {
        if (analysis.compression().isEmpty()) {
            return;
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "%-10s %8s %9s %14s %12s   %s%n",
                "compressor",
                "block",
                "ratio",
                "without zeros",
                "in sectors",
                "blocks: lowest    10 %   median    90 %  highest");
        String last = "";
        for (CompressionResult c : analysis.compression()) {
            String name = c.codec().toString();
            StringBuilder quantiles = new StringBuilder();
            for (double q : QUANTILES) {
                quantiles.append(String.format(Locale.ROOT, " %8s", c.blocks() == 0 ? "-" : number(c.quantile(q))));
            }
            out.printf(
                    Locale.ROOT,
                    "%-10s %8s %9s %14s %12s        %s%n",
                    name.equals(last) ? "" : name,
                    ByteSize.format(c.blockBytes()),
                    number(c.ratio()),
                    number(c.ratioWithoutZeros()),
                    number(c.storedRatio()),
                    quantiles);
            last = name;
        }
    }

    /** What is to be known of the figures. */
    List<String> notes() {
        Set<String> notes = new LinkedHashSet<>();
        if (estimates()) {
            notes.add("estimate: the fingerprints did not fit into the memory and were sampled by their bits; the true"
                    + " ratio lies within the given bounds (3 standard deviations). --memory sets it.");
        }
        if (analysis.sampledBytes() < analysis.bytes()) {
            notes.add("sample: compression and entropy are those of " + Text.bytes(analysis.sampledBytes()) + ", "
                    + percent(analysis.sampledBytes(), analysis.bytes()) + " of the input, evenly spread");
        }
        for (CompressionResult c : analysis.compression()) {
            if (c.implementation().startsWith("Java")) {
                notes.add(c.codec() + ": " + c.implementation());
            }
        }
        return new ArrayList<>(notes);
    }

    private boolean estimates() {
        return !(analysis.fixed().stream().allMatch(DedupResult::isExact)
                && analysis.contentDefined().stream().allMatch(DedupResult::isExact));
    }

    static String error(DedupResult d) {
        return String.format(Locale.ROOT, "%.2g %%", 100 * d.relativeError());
    }

    /** Three digits behind the point, or fewer for what is large. */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.3f" : value < 10_000 ? "%.1f" : "%.0f", value);
    }

    static String percent(long part, long whole) {
        return part == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("input", target.isStandard() ? "-" : target.name());
        map.put("bytes", analysis.bytes());
        map.put("files", analysis.files());
        map.put("skipped", analysis.skipped());
        map.put("unreadable", analysis.unreadCount());
        map.put("seconds", elapsedNanos / Text.NANOS_PER_SECOND);
        map.put("gigabytesPerSecond", Text.gigabytesPerSecond(analysis.bytes(), elapsedNanos));
        map.put("sampledBytes", analysis.sampledBytes());
        map.put("entropy", entropy());
        map.put("fixed", analysis.fixed().stream().map(AnalyzeReport::map).toList());
        map.put(
                "contentDefined",
                analysis.contentDefined().stream().map(AnalyzeReport::map).toList());
        map.put(
                "compression",
                analysis.compression().stream().map(AnalyzeReport::map).toList());
        return map;
    }

    private Map<String, @Nullable Object> entropy() {
        Entropy entropy = analysis.entropy();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("bitsPerByte", entropy.bitsPerByte());
        map.put("meanOf64KiBBlocks", entropy.meanOfBlocks());
        map.put(
                "classes",
                entropy.classes().stream()
                        .map(c -> fields("from", c.from(), "to", c.to(), "blocks", c.blocks()))
                        .toList());
        return map;
    }

    private static Map<String, @Nullable Object> map(DedupResult d) {
        Map<String, @Nullable Object> map = fields(
                "chunkBytes", d.chunkBytes(),
                "chunks", d.chunks(),
                "zeroChunks", d.zeroChunks(),
                "zeroBytes", d.zeroBytes(),
                "uniqueChunks", d.uniqueChunks(),
                "uniqueBytes", d.uniqueBytes(),
                "ratio", d.ratio(),
                "ratioWithoutZeros", d.ratioWithoutZeros(),
                "exact", d.isExact(),
                "relativeError", d.relativeError());
        map.put(
                "copies",
                d.copies().stream()
                        .map(c -> fields("from", c.from(), "contents", c.contents(), "chunks", c.chunks()))
                        .toList());
        return map;
    }

    private static Map<String, @Nullable Object> map(CompressionResult c) {
        Map<String, @Nullable Object> map = fields(
                "compressor", c.codec().toString(),
                "implementation", c.implementation(),
                "blockBytes", c.blockBytes(),
                "blocks", c.blocks(),
                "bytes", c.bytes(),
                "compressedBytes", c.compressedBytes(),
                "storedBytes", c.storedBytes(),
                "zeroBlocks", c.zeroBlocks(),
                "ratio", c.ratio(),
                "ratioWithoutZeros", c.ratioWithoutZeros(),
                "storedRatio", c.storedRatio());
        map.put(
                "ratios",
                c.ratios().stream()
                        .map(r -> fields(
                                "from", r.from(),
                                "to", Double.isInfinite(r.to()) ? null : r.to(),
                                "blocks", r.blocks(),
                                "bytes", r.bytes(),
                                "compressedBytes", r.compressedBytes()))
                        .toList());
        return map;
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
