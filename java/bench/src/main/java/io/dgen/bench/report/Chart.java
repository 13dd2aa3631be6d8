// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Values of several series over common categories, as SVG: for pages without scripts. */
public final class Chart {
    private static final double WIDTH = 900;
    private static final double LEFT = 46;
    private static final double TOP = 30;
    private static final double BOTTOM = 222;
    private static final double HEIGHT = 260;
    private static final double HEADING = 36;

    /** The background belongs to the colours of the text: pages that show the file may have any other one. */
    private static final String STYLE = "<style>@media (prefers-color-scheme: dark) {"
            + " text { fill: #c3cdd8 } line { stroke: #39424e } .back { fill: #151b23 } }</style>";

    private static final String[] COLOURS = {
        "#2368b0", "#d1652a", "#2f8a4c", "#8b4fb0", "#b0842a", "#c03a62", "#3f8f9b", "#6b7480"
    };

    private final List<String> categories;
    private final List<Series> series;
    private final StringBuilder svg = new StringBuilder();
    private final double slot;
    private final Axis axis;

    /**
     * A series of a chart.
     *
     * @param name for the legend
     * @param values one for each of the chart's categories, in their order; NaN where a value is missing
     */
    public record Series(String name, List<Double> values) {
        /** {@return a series with a value of each item} */
        public static <T> Series of(String name, List<T> items, ToDoubleFunction<T> value) {
            return new Series(name, items.stream().map(value::applyAsDouble).toList());
        }

        private DoubleStream known() {
            return values.stream().mapToDouble(v -> v).filter(v -> !Double.isNaN(v));
        }
    }

    private Chart(List<String> categories, List<Series> series, Axis axis) {
        this.categories = categories;
        this.series = series;
        slot = (WIDTH - LEFT) / Math.max(1, categories.size());
        this.axis = axis;
        draw("<svg viewBox=\"0 0 900 260\" role=\"img\""
                + " font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#44505c\">%n");
        drawGrid();
        drawLegend();
        drawCategories();
    }

    /** {@return a chart with the series side by side in each category} */
    public static Chart bars(List<String> categories, List<Series> series) {
        Chart chart = new Chart(categories, series, Axis.linear(max(series)));
        for (int c = 0; c < categories.size(); c++) {
            for (int s = 0; s < series.size(); s++) {
                double value = series.get(s).values.get(c);
                if (!Double.isNaN(value)) {
                    chart.drawBar(c, s, value);
                }
            }
        }
        return chart;
    }

    /** {@return a chart with a line for each series; a gap where there is no value} */
    public static Chart lines(List<String> categories, List<Series> series) {
        return lines(categories, series, Axis.linear(max(series)));
    }

    /** {@return a chart as of {@link #lines} with a logarithmic axis: for values of different magnitudes} */
    public static Chart logLines(List<String> categories, List<Series> series) {
        double min = series.stream()
                .flatMapToDouble(Series::known)
                .filter(v -> v > 0)
                .min()
                .orElse(1);
        return lines(categories, series, Axis.logarithmic(min, max(series)));
    }

    private static Chart lines(List<String> categories, List<Series> series, Axis axis) {
        Chart chart = new Chart(categories, series, axis);
        for (int s = 0; s < series.size(); s++) {
            chart.drawLine(s);
        }
        return chart;
    }

    private static double max(List<Series> series) {
        return series.stream().flatMapToDouble(Series::known).max().orElse(0);
    }

    /** {@return a file's contents: the chart on a background, in the light or dark colours that the reader prefers} */
    public String svgFile() {
        return file(HEIGHT, svg());
    }

    /**
     * Joins charts to a file, one below the other.
     *
     * @param charts a chart for each heading, in this order
     * @return as of {@link #svgFile}
     */
    public static String svgFile(Map<String, Chart> charts) {
        StringBuilder all = new StringBuilder();
        double y = 0;
        for (Map.Entry<String, Chart> chart : charts.entrySet()) {
            all.append(text(
                    "<text x=\"%.0f\" y=\"%.0f\" font-size=\"14\" font-weight=\"600\">%s</text>%n",
                    8.0, y + 24, escape(chart.getKey())));
            y += HEADING;
            all.append(chart.getValue()
                    .svg()
                    .replaceFirst("<svg ", text("<svg y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" ", y, WIDTH, HEIGHT)));
            y += HEIGHT;
        }
        return file(
                y,
                text(
                        "<svg viewBox=\"0 0 %.0f %.0f\" font-family=\"system-ui, sans-serif\">%n%s</svg>%n",
                        WIDTH, y, all));
    }

    private static String file(double height, String svg) {
        return svg.replaceFirst(
                "<svg ([^>]*)>",
                text(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" $1>%n%s%n<rect class=\"back\" width=\"%.0f\" height=\"%.0f\" rx=\"6\" fill=\"#ffffff\"/>",
                        STYLE, WIDTH, height));
    }

    /** {@return an element for an HTML page} */
    public String svg() {
        return svg + "</svg>\n";
    }

    /** {@return text for XML and HTML; characters that XML does not allow are replaced} */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replaceAll("[\\x00-\\x1F\\p{Cs}\\x{FFFE}\\x{FFFF}]", "\uFFFD");
    }

    private void drawBar(int category, int series, double value) {
        double width = slot * 0.78 / this.series.size();
        draw(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>%n",
                middle(category) - slot * 0.39 + series * width,
                y(value),
                Math.max(0.5, width - 1),
                BOTTOM - y(value),
                colour(series),
                number(value));
    }

    private void drawLine(int series) {
        StringBuilder path = new StringBuilder();
        StringBuilder circles = new StringBuilder();
        boolean isPenDown = false;
        for (int c = 0; c < categories.size(); c++) {
            double value = this.series.get(series).values.get(c);
            if (!Double.isNaN(value)) {
                path.append(text("%s%.1f,%.1f", isPenDown ? "L" : "M", middle(c), y(value)));
                circles.append(text(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"><title>%s</title></circle>%n",
                        middle(c), y(value), colour(series), number(value)));
            }
            isPenDown = !Double.isNaN(value);
        }
        draw("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n%s", path, colour(series), circles);
    }

    private void drawGrid() {
        for (double v : axis.ticks()) {
            draw("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.0f\" y2=\"%.1f\" stroke=\"#e3e8ee\"/>", LEFT, y(v), WIDTH, y(v));
            String label = v == Math.rint(v) ? text("%.0f", v) : text("%.3g", v).replaceAll("0+$", "");
            draw("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 6, y(v) + 4, label);
        }
    }

    private void drawLegend() {
        double x = LEFT + 8;
        for (int s = 0; s < series.size(); s++) {
            String name = series.get(s).name;
            draw("<rect x=\"%.1f\" y=\"6\" width=\"11\" height=\"11\" fill=\"%s\"/>", x, colour(s));
            draw("<text x=\"%.1f\" y=\"16\">%s</text>%n", x + 16, escape(name));
            x += 40 + 7.0 * name.length();
        }
    }

    /** Each word of a category has its own line. */
    private void drawCategories() {
        for (int c = 0; c < categories.size(); c++) {
            String[] words = categories.get(c).split(" ");
            for (int w = 0; w < words.length; w++) {
                draw(
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n",
                        middle(c), BOTTOM + 17 + 14 * w, escape(words[w]));
            }
        }
    }

    private void draw(String element, Object... values) {
        svg.append(text(element, values));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The x coordinate of a category. */
    private double middle(int category) {
        return LEFT + (category + 0.5) * slot;
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * axis.position(value);
    }

    private static String colour(int series) {
        return COLOURS[series % COLOURS.length];
    }

    /** A value for the reader: three digits. */
    private static String number(double value) {
        return text(value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
