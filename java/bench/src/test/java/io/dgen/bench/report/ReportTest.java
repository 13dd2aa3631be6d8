// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    @Test
    void markdownTable() {
        assertThat(MarkdownTable.head("what", "GB/s")).containsExactly("| what | GB/s |", "|---|---|");
        assertThat(MarkdownTable.row(List.of("fill", "1.00"))).isEqualTo("| fill | 1.00 |");
    }

    @Test
    void htmlPageEscapesItsText() {
        HtmlPage page = new HtmlPage("a < b", "c & d");
        page.heading("<h>");
        page.paragraph("p'");
        page.note("n\"");
        page.startTable("<t>");
        page.row("1 > 0");
        page.endTable();
        page.chart("<svg/>");

        assertThat(page.text())
                .startsWith("<!DOCTYPE html>\n")
                .contains(
                        "<title>a &lt; b</title>",
                        "<h1>c &amp; d</h1>",
                        "<h2>&lt;h&gt;</h2>",
                        "<p>p&#39;</p>",
                        "<p class=\"note\">n&quot;</p>",
                        "<table>\n<tr><th>&lt;t&gt;</th></tr>\n<tr><td>1 &gt; 0</td></tr>\n</table>\n",
                        "<svg/>")
                .endsWith("</body>\n</html>\n");
    }
}
