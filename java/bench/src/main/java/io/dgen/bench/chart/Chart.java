// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.chart;

import java.util.List;
import java.util.Locale;

/** Values of several series over common categories, from 0 up: axis, grid and legend. */
abstract class Chart {
    static final double WIDTH = 900;
    static final double HEIGHT = 260;
    static final double LEFT = 46;
    static final double TOP = 30;
    static final double BOTTOM = HEIGHT - 38;

    private static final String[] COLOURS = {
        "#2368b0", "#d1652a", "#2f8a4c", "#8b4fb0", "#b0842a", "#c03a62", "#3f8f9b", "#6b7480"
    };

    final List<String> categories;
    final List<Series> series;
    private final StringBuilder svg = new StringBuilder();
    private final double step;
    private final double scale;

    Chart(List<String> categories, List<Series> series) {
        this.categories = categories;
        this.series = series;
        double max = series.stream().mapToDouble(Series::max).max().orElse(0);
        step = niceStep((max > 0 ? max : 1) / 5);
        scale = (BOTTOM - TOP) / (Math.max(1, Math.ceil(max / step)) * step);
    }

    /** {@return a file's contents} */
    public final String svgFile() {
        return svg().replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
    }

    /** {@return an element for an HTML page} */
    public final String svg() {
        svg.setLength(0);
        format(
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#44505c\">%n",
                WIDTH, HEIGHT);
        grid();
        legend();
        for (int c = 0; c < categories.size(); c++) {
            // Each word of a category has its own line.
            String[] words = categories.get(c).split(" ");
            for (int w = 0; w < words.length; w++) {
                format(
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n",
                        middle(c), BOTTOM + 17 + 14 * w, Markup.escape(words[w]));
            }
        }
        draw();
        return svg.append("</svg>\n").toString();
    }

    /** Draws the values. */
    abstract void draw();

    final void format(String text, Object... values) {
        svg.append(String.format(Locale.ROOT, text, values));
    }

    final double slot() {
        return (WIDTH - LEFT) / Math.max(1, categories.size());
    }

    /** The x coordinate of a category. */
    final double middle(int category) {
        return LEFT + (category + 0.5) * slot();
    }

    final double y(double value) {
        return BOTTOM - value * scale;
    }

    static String colour(int series) {
        return COLOURS[series % COLOURS.length];
    }

    /** A value for the reader: three digits. */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    private void grid() {
        for (double v = 0; y(v) >= TOP - 0.5; v += step) {
            format(
                    "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.0f\" y2=\"%.1f\" stroke=\"#e3e8ee\"/>",
                    LEFT, y(v), WIDTH, y(v));
            format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 6, y(v) + 4, shortNumber(v));
        }
    }

    private void legend() {
        double x = LEFT + 8;
        for (int s = 0; s < series.size(); s++) {
            String name = series.get(s).name();
            format("<rect x=\"%.1f\" y=\"6\" width=\"11\" height=\"11\" fill=\"%s\"/>", x, colour(s));
            format("<text x=\"%.1f\" y=\"16\">%s</text>%n", x + 16, Markup.escape(name));
            x += 40 + 7.0 * name.length();
        }
    }

    private static String shortNumber(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3g", value).replaceAll("0+$", "");
    }

    /** 1, 2 or 5 times a power of ten, at least the given. */
    private static double niceStep(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(atLeast, 1e-6))));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= atLeast) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
