// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.bench.chart.BarChart;
import io.dgen.bench.chart.LineChart;
import io.dgen.bench.chart.Series;
import io.dgen.bench.report.HtmlPage;
import io.dgen.cli.bench.Point.TaskRate;
import io.dgen.cli.report.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The report as one page. */
final class BenchHtml {
    private final BenchReport report;
    private final HtmlPage page;

    BenchHtml(BenchReport report) {
        this.report = report;
        String model = report.info().cpuModel();
        page = new HtmlPage("dgen bench", "dgen bench: " + (model == null ? "unknown CPU" : model));
    }

    String text() {
        report.summary().forEach((name, value) -> page.paragraph(name + ": " + value + "."));
        report.remarks().forEach(page::note);
        report.groups().forEach(this::group);
        return page.text();
    }

    private void group(Group.GroupResult group) {
        page.heading(Text.lower(group.group()));
        page.paragraph(group.about() + " GB/s:");
        switch (group.group()) {
            case SIZE -> lines(group.points(), Point::name);
            case THREADS -> scaling(group.points());
            case RATIO, ENGINE, STORE, BUFFER -> group.points().forEach(this::bars);
        }
        page.table(report.lines(group));
        group.skipped().forEach(s -> page.note("not measured: " + s));
    }

    /** Adds a chart for each size of a thread's buffer. */
    private void scaling(List<Point> points) {
        points.stream()
                .collect(Collectors.groupingBy(p -> p.bytes() / p.threads(), LinkedHashMap::new, Collectors.toList()))
                .forEach((bytes, list) -> {
                    page.note(ByteSize.format(bytes) + " for each thread, by number of threads:");
                    lines(list, p -> Integer.toString(p.threads()));
                });
    }

    /** Adds a chart with a line for each task and each ceiling; all points have the same tasks. */
    private void lines(List<Point> points, Function<Point, String> category) {
        List<Series> series = points.getFirst().medians().keySet().stream()
                .map(name -> new Series(
                        name,
                        points.stream()
                                .map(p -> p.medians().getOrDefault(name, Double.NaN))
                                .toList()))
                .toList();
        page.chart(new LineChart(points.stream().map(category).toList(), series).svg());
    }

    /** Adds a chart with the rate of each task and its ceiling. */
    private void bars(Point point) {
        List<String> works = point.rates().stream().map(TaskRate::work).toList();
        page.chart(new BarChart(
                        works,
                        List.of(
                                series(point.name(), point, r -> r.rate().median()),
                                series(
                                        "its ceiling",
                                        point,
                                        r -> r.ceilingRate().median())))
                .svg());
    }

    private static Series series(String name, Point point, ToDoubleFunction<TaskRate> rate) {
        return new Series(name, point.rates().stream().mapToDouble(rate).boxed().toList());
    }
}
