// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.bench.report.Chart;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HtmlPageTest {
    @Test
    void textIsEscaped() {
        HtmlPage page = new HtmlPage("a < b", "c & d");
        page.heading("<h>");
        page.paragraph("p'");
        page.note("n\"");
        page.table(List.of(List.of("<t>"), List.of("1 > 0")));
        page.chart(Chart.bars(List.of(), List.of()));

        assertThat(page.text())
                .startsWith("<!DOCTYPE html>\n")
                .contains(
                        "<title>a &lt; b</title>",
                        "<h1>c &amp; d</h1>",
                        "<h2>&lt;h&gt;</h2>",
                        "<p>p&#39;</p>",
                        "<p class=\"note\">n&quot;</p>",
                        "<table>\n<tr><th>&lt;t&gt;</th></tr>\n<tr><td>1 &gt; 0</td></tr>\n</table>\n",
                        "<svg viewBox=")
                .endsWith("</body>\n</html>\n");
    }
}
