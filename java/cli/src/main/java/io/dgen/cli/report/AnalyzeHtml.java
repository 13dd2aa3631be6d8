package io.dgen.cli.report;

import io.dgen.ByteSize;
import io.dgen.analyze.Analysis;
import io.dgen.analyze.Analysis.Compression;
import io.dgen.analyze.Analysis.Dedup;
import io.dgen.analyze.Analysis.RatioClass;
import io.dgen.cli.chart.BarChart;
import io.dgen.cli.chart.Markup;
import io.dgen.cli.chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report as one page: no scripts, nothing from the network. */
public final class AnalyzeHtml {
    private static final String STYLE = """
            body { font: 15px/1.45 system-ui, sans-serif; color: #1d2733; background: #fff; max-width: 60rem;
                   margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { text-align: right; padding: .18rem .7rem; border-bottom: 1px solid #e3e8ee; }
            th:first-child, td:first-child { text-align: left; } th { font-weight: 600; background: #f5f7f9; }
            svg { width: 100%; height: auto; margin: .6rem 0; }
            .note { color: #59636e; }
            """;

    private final AnalyzeReport report;
    private final StringBuilder html = new StringBuilder();

    public AnalyzeHtml(AnalyzeReport report) {
        this.report = report;
    }

    public String page() {
        Analysis analysis = report.analysis();
        String name = Markup.escape(report.target().name());
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>dgen analyze: ")
                .append(name)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(name)
                .append("</h1>\n<p>")
                .append(Text.bytes(analysis.bytes()))
                .append(" in ")
                .append(analysis.files())
                .append(analysis.files() == 1 ? " file" : " files")
                .append("; entropy ")
                .append(AnalyzeReport.number(analysis.entropy().bitsPerByte()))
                .append(" bits per byte, mean of 64KiB blocks ")
                .append(AnalyzeReport.number(analysis.entropy().meanOfBlocks()))
                .append(".</p>\n");
        if (analysis.unreadCount() > 0) {
            paragraph(analysis.unreadCount() + " files or directories could not be read, or not to their end.");
        }
        report.notes().forEach(this::paragraph);
        dedup();
        compression();
        return html.append("</body>\n</html>\n").toString();
    }

    private void paragraph(String text) {
        html.append("<p class=\"note\">").append(Markup.escape(text)).append("</p>\n");
    }

    private void dedup() {
        List<Dedup> fixed = report.analysis().fixed();
        List<Dedup> defined = report.analysis().contentDefined();
        if (fixed.isEmpty() && defined.isEmpty()) {
            return;
        }
        html.append("<h2>Deduplication ratio by unit</h2>\n");
        List<String> categories = new ArrayList<>();
        fixed.forEach(d -> categories.add(ByteSize.format(d.chunkBytes())));
        defined.forEach(d -> categories.add("CDC " + ByteSize.format(d.chunkBytes())));
        List<Dedup> all = new ArrayList<>(fixed);
        all.addAll(defined);
        bars(
                categories,
                List.of(
                        new Series("all", all.stream().map(Dedup::ratio).toList()),
                        new Series(
                                "without zeros",
                                all.stream().map(Dedup::ratioWithoutZeros).toList())));
        row("th", "unit", "chunks", "zeros", "unique", "ratio", "without zeros", "bound of the error");
        for (int i = 0; i < all.size(); i++) {
            Dedup d = all.get(i);
            row(
                    "td",
                    categories.get(i),
                    Long.toString(d.chunks()),
                    AnalyzeReport.percent(d.zeroBytes(), d.bytes()),
                    String.format(Locale.ROOT, "%.0f", d.uniqueChunks()),
                    AnalyzeReport.number(d.ratio()),
                    AnalyzeReport.number(d.ratioWithoutZeros()),
                    d.exact() ? "exact" : "±" + AnalyzeReport.error(d));
        }
        html.append("</table>\n");
    }

    private void compression() {
        List<Compression> all = report.analysis().compression();
        if (all.isEmpty()) {
            return;
        }
        Map<String, List<Compression>> byCodec = new LinkedHashMap<>();
        all.forEach(c -> byCodec.computeIfAbsent(c.codec().toString(), _ -> new ArrayList<>())
                .add(c));
        html.append("<h2>Compression ratio by block size</h2>\n");
        List<String> sizes = byCodec.values().iterator().next().stream()
                .map(c -> ByteSize.format(c.blockBytes()))
                .toList();
        List<Series> series = new ArrayList<>();
        byCodec.forEach((name, list) -> series.add(
                new Series(name, list.stream().map(Compression::ratio).toList())));
        bars(sizes, series);
        row("th", "compressor", "block", "ratio", "without zeros", "in 4KiB sectors", "10 %", "median", "90 %");
        for (Compression c : all) {
            row(
                    "td",
                    c.codec().toString(),
                    ByteSize.format(c.blockBytes()),
                    AnalyzeReport.number(c.ratio()),
                    AnalyzeReport.number(c.ratioWithoutZeros()),
                    AnalyzeReport.number(c.storedRatio()),
                    AnalyzeReport.number(c.quantile(0.1)),
                    AnalyzeReport.number(c.quantile(0.5)),
                    AnalyzeReport.number(c.quantile(0.9)));
        }
        html.append("</table>\n");
        html.append("<h2>Blocks by their ratio</h2>\n");
        byCodec.values().forEach(list -> histogram(middle(list)));
    }

    /** Of the block sizes, the one nearest to 128 KiB. */
    private static Compression middle(List<Compression> list) {
        Compression best = list.getFirst();
        for (Compression c : list) {
            if (Math.abs(Math.log((double) c.blockBytes() / (128 << 10)))
                    < Math.abs(Math.log((double) best.blockBytes() / (128 << 10)))) {
                best = c;
            }
        }
        return best;
    }

    /** Eight bars for each power of two. */
    private void histogram(Compression c) {
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

    private void row(String tag, String... cells) {
        html.append(tag.equals("th") ? "<table>\n<tr>" : "<tr>");
        for (String cell : cells) {
            html.append('<')
                    .append(tag)
                    .append('>')
                    .append(Markup.escape(cell))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        html.append("</tr>\n");
    }

    private void bars(List<String> categories, List<Series> series) {
        html.append(new BarChart(categories, series).svg());
    }
}
