// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.ByteSize;
import io.dgen.bench.report.Chart;
import io.dgen.bench.report.Chart.Series;
import io.dgen.cli.bench.Group.GroupResult;
import io.dgen.cli.bench.Point.TaskRate;
import io.dgen.cli.report.HtmlPage;
import io.dgen.cli.report.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
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

    private void group(GroupResult group) {
        page.heading(Text.lower(group.group()));
        page.paragraph(group.about() + " GB/s:");
        switch (group.group()) {
            case SIZE -> page.chart(Chart.logLines(names(group.points(), Point::name), series(group.points())));
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
                    page.chart(Chart.lines(names(list, p -> Integer.toString(p.threads())), series(list)));
                });
    }

    private static List<String> names(List<Point> points, Function<Point, String> name) {
        return points.stream().map(name).toList();
    }

    /** A series for each task and each ceiling; all points have the same tasks. */
    private static List<Series> series(List<Point> points) {
        return points.getFirst().medians().keySet().stream()
                .map(name -> Series.of(name, points, p -> p.medians().getOrDefault(name, Double.NaN)))
                .toList();
    }

    /** Adds a chart with the rate of each task and its ceiling. */
    private void bars(Point point) {
        List<TaskRate> rates = point.rates();
        Series own = Series.of(point.name(), rates, r -> r.rate().median());
        Series ceiling = Series.of("its ceiling", rates, r -> r.ceilingRate().median());
        page.chart(Chart.bars(rates.stream().map(TaskRate::work).toList(), List.of(own, ceiling)));
    }
}
