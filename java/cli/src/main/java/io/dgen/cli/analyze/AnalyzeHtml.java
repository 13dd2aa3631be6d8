// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.analyze;

import io.dgen.ByteSize;
import io.dgen.analyze.Analysis;
import io.dgen.analyze.CompressionResult;
import io.dgen.analyze.CompressionResult.RatioClass;
import io.dgen.analyze.DedupResult;
import io.dgen.bench.report.Chart;
import io.dgen.bench.report.Chart.Series;
import io.dgen.cli.report.HtmlPage;
import io.dgen.cli.report.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report as one HTML page, without scripts and resources from the network. */
final class AnalyzeHtml {
    private final AnalyzeReport report;
    private final HtmlPage page;

    AnalyzeHtml(AnalyzeReport report) {
        this.report = report;
        String name = report.input().name();
        page = new HtmlPage("dgen analyze: " + name, name);
    }

    String page() {
        Analysis analysis = report.analysis();
        page.paragraph(Text.bytes(analysis.bytes()) + " in " + analysis.files()
                + (analysis.files() == 1 ? " file" : " files") + "; entropy "
                + AnalyzeReport.number(analysis.entropy().bitsPerByte())
                + " bits per byte, mean of 64KiB blocks "
                + AnalyzeReport.number(analysis.entropy().meanOfBlocks()) + ".");
        if (analysis.unreadCount() > 0) {
            page.note(analysis.unreadCount() + " files or directories could not be read, or not to their end.");
        }
        report.notes().forEach(page::note);
        dedup();
        compression();
        return page.text();
    }

    private void dedup() {
        List<DedupResult> fixed = report.analysis().fixed();
        List<DedupResult> defined = report.analysis().contentDefined();
        if (fixed.isEmpty() && defined.isEmpty()) {
            return;
        }
        page.heading("Deduplication ratio by unit");
        List<String> categories = new ArrayList<>();
        fixed.forEach(d -> categories.add(ByteSize.format(d.chunkBytes())));
        defined.forEach(d -> categories.add("CDC " + ByteSize.format(d.chunkBytes())));
        List<DedupResult> all = new ArrayList<>(fixed);
        all.addAll(defined);
        bars(
                categories,
                List.of(
                        Series.of("all", all, DedupResult::ratio),
                        Series.of("without zeros", all, DedupResult::ratioWithoutZeros)));
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("unit", "chunks", "zeros", "unique", "ratio", "without zeros", "bound of the error"));
        for (int i = 0; i < all.size(); i++) {
            DedupResult d = all.get(i);
            lines.add(List.of(
                    categories.get(i),
                    Long.toString(d.chunks()),
                    AnalyzeReport.percent(d.zeroBytes(), d.bytes()),
                    String.format(Locale.ROOT, "%.0f", d.uniqueChunks()),
                    AnalyzeReport.number(d.ratio()),
                    AnalyzeReport.number(d.ratioWithoutZeros()),
                    d.isExact() ? "exact" : "±" + AnalyzeReport.error(d)));
        }
        page.table(lines);
    }

    private void compression() {
        List<CompressionResult> all = report.analysis().compression();
        if (all.isEmpty()) {
            return;
        }
        Map<String, List<CompressionResult>> byCodec = new LinkedHashMap<>();
        all.forEach(c -> byCodec.computeIfAbsent(c.codec().toString(), _ -> new ArrayList<>())
                .add(c));
        page.heading("Compression ratio by block size");
        List<String> sizes = byCodec.values().iterator().next().stream()
                .map(c -> ByteSize.format(c.blockBytes()))
                .toList();
        List<Series> series = new ArrayList<>();
        byCodec.forEach((name, list) -> series.add(Series.of(name, list, CompressionResult::ratio)));
        bars(sizes, series);
        List<List<String>> lines = new ArrayList<>();
        lines.add(
                List.of("compressor", "block", "ratio", "without zeros", "in 4KiB sectors", "10 %", "median", "90 %"));
        for (CompressionResult c : all) {
            lines.add(List.of(
                    c.codec().toString(),
                    ByteSize.format(c.blockBytes()),
                    AnalyzeReport.number(c.ratio()),
                    AnalyzeReport.number(c.ratioWithoutZeros()),
                    AnalyzeReport.number(c.storedRatio()),
                    AnalyzeReport.number(c.quantile(0.1)),
                    AnalyzeReport.number(c.quantile(0.5)),
                    AnalyzeReport.number(c.quantile(0.9))));
        }
        page.table(lines);
        page.heading("Blocks by their ratio");
        byCodec.values().forEach(list -> histogram(middle(list)));
    }

    /** {@return the result for the block size nearest to 128 KiB} */
    private static CompressionResult middle(List<CompressionResult> list) {
        CompressionResult best = list.getFirst();
        for (CompressionResult c : list) {
            if (Math.abs(Math.log((double) c.blockBytes() / (128 << 10)))
                    < Math.abs(Math.log((double) best.blockBytes() / (128 << 10)))) {
                best = c;
            }
        }
        return best;
    }

    /** Adds a chart with eight bars per power of two. */
    private void histogram(CompressionResult c) {
        TreeMap<Integer, Long> blocks = new TreeMap<>();
        for (RatioClass r : c.ratios()) {
            int bar = r.from() < 1 ? -1 : (int) Math.floor(8 * Math.log(r.from() * 1.001) / Math.log(2));
            blocks.merge(bar, r.blocks(), Long::sum);
        }
        List<String> categories = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int bar = Math.min(-1, blocks.isEmpty() ? 0 : blocks.firstKey());
                !blocks.isEmpty() && bar <= Math.max(8, blocks.lastKey());
                bar++) {
            categories.add(
                    bar < 0 ? "<1" : bar % 4 == 0 ? String.format(Locale.ROOT, "%.3g", Math.pow(2, bar / 8.0)) : "");
            shares.add(100.0 * blocks.getOrDefault(bar, 0L) / c.blocks());
        }
        bars(
                categories,
                List.of(new Series(
                        c.codec() + ", blocks of " + ByteSize.format(c.blockBytes()) + ": % of the blocks by ratio",
                        shares)));
    }

    private void bars(List<String> categories, List<Series> series) {
        page.chart(Chart.bars(categories, series));
    }
}
