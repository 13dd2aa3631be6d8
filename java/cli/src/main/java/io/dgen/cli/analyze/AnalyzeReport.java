// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.analyze;

import io.dgen.ByteSize;
import io.dgen.analyze.Analysis;
import io.dgen.analyze.CompressionResult;
import io.dgen.analyze.CompressionResult.RatioClass;
import io.dgen.analyze.CopiesClass;
import io.dgen.analyze.DedupResult;
import io.dgen.analyze.Entropy;
import io.dgen.cli.io.Input;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Result of analyze. */
record AnalyzeReport(Input input, Analysis analysis, long elapsedNanos) implements Report {
    /** The quantiles of the ratios of blocks in a row. */
    private static final double[] QUANTILES = {0, 0.1, 0.5, 0.9, 1};

    @Override
    public void printText(PrintStream out) {
        out.println("input    " + Text.printable(input.name()) + files());
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
        if (input.isStandardStream() || analysis.files() == 1 && analysis.skipped() + analysis.unreadCount() == 0) {
            return "";
        }
        return " (" + Text.count(analysis.files(), "file")
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

    /** {@return notes that explain the figures, one sentence each} */
    List<String> notes() {
        Set<String> notes = new LinkedHashSet<>();
        if (hasEstimates()) {
            notes.add(
                    "estimate: the fingerprints did not fit into the memory (--memory) and were sampled by their bits;"
                            + " the true ratio is within the given bounds (3 standard deviations)");
        }
        if (analysis.sampledBytes() < analysis.bytes()) {
            notes.add("sample: compression and entropy were measured on " + Text.bytes(analysis.sampledBytes()) + ", "
                    + percent(analysis.sampledBytes(), analysis.bytes()) + " of the input, evenly spread");
        }
        for (CompressionResult c : analysis.compression()) {
            if (c.implementation().startsWith("Java")) {
                notes.add(c.codec() + ": " + c.implementation());
            }
        }
        return new ArrayList<>(notes);
    }

    private boolean hasEstimates() {
        return !(analysis.fixed().stream().allMatch(DedupResult::isExact)
                && analysis.contentDefined().stream().allMatch(DedupResult::isExact));
    }

    static String error(DedupResult d) {
        return String.format(Locale.ROOT, "%.2g %%", 100 * d.relativeError());
    }

    /** {@return the number with three decimals, or fewer if it is large} */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.3f" : value < 10_000 ? "%.1f" : "%.0f", value);
    }

    static String percent(long part, long whole) {
        return part == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        return JsonObject.of(
                "input", input.argument(),
                "bytes", analysis.bytes(),
                "files", analysis.files(),
                "skipped", analysis.skipped(),
                "unreadable", analysis.unreadCount(),
                "seconds", elapsedNanos / Text.NANOS_PER_SECOND,
                "gigabytesPerSecond", Text.gigabytesPerSecond(analysis.bytes(), elapsedNanos),
                "sampledBytes", analysis.sampledBytes(),
                "entropy", toMap(analysis.entropy()),
                "fixed", JsonObject.list(analysis.fixed(), AnalyzeReport::toMap),
                "contentDefined", JsonObject.list(analysis.contentDefined(), AnalyzeReport::toMap),
                "compression", JsonObject.list(analysis.compression(), AnalyzeReport::toMap));
    }

    private static Map<String, @Nullable Object> toMap(Entropy entropy) {
        return JsonObject.of(
                "bitsPerByte", entropy.bitsPerByte(),
                "meanOf64KiBBlocks", entropy.meanOfBlocks(),
                "classes", JsonObject.list(entropy.classes(), AnalyzeReport::toMap));
    }

    private static Map<String, @Nullable Object> toMap(Entropy.EntropyClass c) {
        return JsonObject.of("from", c.from(), "to", c.to(), "blocks", c.blocks());
    }

    private static Map<String, @Nullable Object> toMap(DedupResult d) {
        return JsonObject.of(
                "chunkBytes", d.chunkBytes(),
                "chunks", d.chunks(),
                "zeroChunks", d.zeroChunks(),
                "zeroBytes", d.zeroBytes(),
                "uniqueChunks", d.uniqueChunks(),
                "uniqueBytes", d.uniqueBytes(),
                "ratio", d.ratio(),
                "ratioWithoutZeros", d.ratioWithoutZeros(),
                "exact", d.isExact(),
                "relativeError", d.relativeError(),
                "copies", JsonObject.list(d.copies(), AnalyzeReport::toMap));
    }

    private static Map<String, @Nullable Object> toMap(CopiesClass c) {
        return JsonObject.of("from", c.from(), "contents", c.contents(), "chunks", c.chunks());
    }

    private static Map<String, @Nullable Object> toMap(CompressionResult c) {
        return JsonObject.of(
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
                "storedRatio", c.storedRatio(),
                "ratios", JsonObject.list(c.ratios(), AnalyzeReport::toMap));
    }

    private static Map<String, @Nullable Object> toMap(RatioClass r) {
        return JsonObject.of(
                "from", r.from(),
                "to", Double.isInfinite(r.to()) ? null : r.to(),
                "blocks", r.blocks(),
                "bytes", r.bytes(),
                "compressedBytes", r.compressedBytes());
    }
}
