// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.bench.report.Chart.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ChartTest {
    private static final List<String> CATEGORIES = List.of("4 KiB", "1 <MiB>", "x");
    private static final List<Series> SERIES = List.of(
            new Series("fill", List.of(1.5, Double.NaN, 20.0)), new Series("memset & more", List.of(10.0, 12.0, 0.0)));

    private static long count(String svg, String element) {
        return Pattern.compile("<" + element + "[ >]").matcher(svg).results().count();
    }

    @Test
    void aBarForEachValueThatExists() {
        String svg = Chart.bars(CATEGORIES, SERIES).svgFile();

        assertThat(count(svg, "title")).isEqualTo(5);
        assertThat(count(svg, "rect")).isEqualTo(5 + SERIES.size() + 1); // the background
        assertThat(svg)
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
                .contains("<title>20.0</title>", "memset &amp; more", "&lt;MiB&gt;")
                .doesNotContain("NaN");
    }

    /** Pages have any background: the file brings its own one, which changes together with the colours of the text. */
    @Test
    void aFileIsReadableInLightAndDark() {
        String svg = Chart.bars(CATEGORIES, SERIES).svgFile();

        assertThat(svg)
                .contains("<rect class=\"back\" width=\"900\" height=\"260\" rx=\"6\" fill=\"#ffffff\"/>")
                .containsPattern("@media \\(prefers-color-scheme: dark\\) \\{ text \\{.*\\.back \\{");
        assertThat(svg.indexOf("class=\"back\"")).isLessThan(svg.indexOf("<line"));
    }

    @Test
    void chartsOfAFileAreBelowEachOther() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("first & best", Chart.bars(CATEGORIES, SERIES));
        charts.put("second", Chart.lines(CATEGORIES, SERIES));

        assertThat(Chart.svgFile(charts))
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 592\"")
                .containsSubsequence(
                        "first &amp; best",
                        "<svg y=\"36\" width=\"900\" height=\"260\"",
                        "second",
                        "<svg y=\"332\" width=\"900\" height=\"260\"");
    }

    @Test
    void aLineWithAGap() {
        String svg = Chart.lines(CATEGORIES, SERIES).svg();

        assertThat(count(svg, "circle")).isEqualTo(5);
        assertThat(count(svg, "path")).isEqualTo(2);
        // The first series has two points without a line between them.
        assertThat(svg).containsPattern("<path d=\"M[0-9.,]+M[0-9.,]+\"").doesNotContain("NaN");
    }

    @Test
    void equalRatiosHaveEqualDistancesOnALogarithmicAxis() {
        Axis axis = Axis.logarithmic(3, 170);

        assertThat(axis.ticks()).containsExactly(2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0);
        assertThat(axis.position(20)).isCloseTo(0.5, within(1e-9));
        assertThat(axis.position(0)).isZero();
        assertThat(axis.position(200)).isOne();
    }

    @Test
    void aLogarithmicChartHasPointsBetweenItsTicks() {
        Series series = new Series("GB/s", List.of(200.0, Double.NaN, 10.0));

        String svg = Chart.logLines(List.of("a", "b", "c"), List.of(series)).svg();

        assertThat(svg)
                .contains(">10<", ">50<", ">200<", "cy=\"30.0\"", "cy=\"222.0\"")
                .doesNotContain("NaN");
    }

    @Test
    void aChartWithoutValues() {
        assertThat(count(Chart.logLines(List.of(), List.of()).svg(), "svg")).isOne();
        assertThat(count(Chart.lines(List.of(), List.of()).svg(), "svg")).isOne();
    }

    @Test
    void seriesOfItems() {
        assertThat(Series.of("length", List.of("a", "bcd"), String::length))
                .isEqualTo(new Series("length", List.of(1.0, 3.0)));
    }

    @Test
    void charactersThatXmlDoesNotAllow() {
        assertThat(Chart.escape("a\u0000\n\ud800b\uffff\ud83d\ude00"))
                .isEqualTo("a\ufffd\ufffd\ufffdb\ufffd\ud83d\ude00");
    }
}
