// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.MemoryCeiling;
import io.dgen.bench.chart.BarChart;
import io.dgen.bench.chart.LineChart;
import io.dgen.bench.chart.Series;
import io.dgen.bench.report.HtmlPage;
import io.dgen.bench.statistics.Summary;
import io.dgen.cli.report.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The report as one page. */
final class BenchHtml {
    private final BenchReport report;
    private final HtmlPage page;

    BenchHtml(BenchReport report) {
        this.report = report;
        String model = report.result().info().cpuModel();
        page = new HtmlPage("dgen bench", "dgen bench: " + (model == null ? "unknown CPU" : model));
    }

    String text() {
        report.summary().forEach((name, value) -> page.paragraph(name + ": " + value + "."));
        report.remarks().forEach(page::note);
        report.result().groups().forEach(this::group);
        return page.text();
    }

    private void group(GroupResult group) {
        page.heading(Text.lower(group.group()));
        page.paragraph(group.about() + " GB/s:");
        switch (group.group()) {
            case SIZE ->
                lines(group.points(), group.points().stream().map(Point::name).toList());
            case THREADS -> scaling(group.points());
            case RATIO, ENGINE, STORE, BUFFER -> group.points().forEach(this::bars);
        }
        page.startTable(BenchReport.titles(group.group()).toArray(String[]::new));
        for (Point point : group.points()) {
            for (Figure figure : point.figures()) {
                page.row(report.cells(point, figure).toArray(String[]::new));
            }
        }
        page.endTable();
        group.skipped().forEach(s -> page.note("not measured: " + s));
    }

    /** Adds a chart for each size of a thread's buffer. */
    private void scaling(List<Point> points) {
        Map<Long, List<Point>> bySize = new LinkedHashMap<>();
        points.forEach(p -> bySize.computeIfAbsent(p.bytes() / p.threads(), _ -> new ArrayList<>())
                .add(p));
        bySize.forEach((bytes, list) -> {
            page.note(ByteSize.format(bytes) + " for each thread, by number of threads:");
            lines(list, list.stream().map(p -> Integer.toString(p.threads())).toList());
        });
    }

    /** Adds a chart with a line for each task and each ceiling. */
    private void lines(List<Point> points, List<String> categories) {
        List<Series> series = new ArrayList<>();
        Set<String> works = new LinkedHashSet<>();
        points.forEach(p -> p.figures().forEach(f -> works.add(f.work())));
        for (String work : works) {
            series.add(new Series(work, points.stream().map(p -> rate(p, work)).toList()));
        }
        for (MemoryCeiling ceiling : MemoryCeiling.values()) {
            series.add(new Series(
                    Text.lower(ceiling),
                    points.stream().map(p -> rate(p, ceiling)).toList()));
        }
        page.chart(new LineChart(categories, series).svg());
    }

    /** Adds a chart with each figure and its ceiling. */
    private void bars(Point point) {
        List<Figure> figures = point.figures();
        page.chart(new BarChart(
                        figures.stream().map(Figure::work).toList(),
                        List.of(
                                new Series(
                                        point.name(),
                                        figures.stream()
                                                .map(f -> f.rate().median())
                                                .toList()),
                                new Series(
                                        "its ceiling",
                                        figures.stream()
                                                .map(f -> f.ceilingRate().median())
                                                .toList())))
                .svg());
    }

    private static double rate(Point point, String work) {
        return point.figures().stream()
                .filter(f -> f.work().equals(work))
                .mapToDouble(f -> f.rate().median())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double rate(Point point, MemoryCeiling ceiling) {
        Summary rate = point.ceilings().get(ceiling);
        return rate == null ? Double.NaN : rate.median();
    }
}
