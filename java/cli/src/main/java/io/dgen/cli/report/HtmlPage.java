// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.report;

import io.dgen.bench.report.Chart;
import java.util.List;

/** A page that needs no other file: no scripts, no access to the network. */
public final class HtmlPage {
    private static final String HEAD = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <title>%s</title>
        <style>
        body { font: 15px/1.45 system-ui, sans-serif; color: #1d2733; background: #fff; max-width: 60rem;
               margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: .18rem .7rem; border-bottom: 1px solid #e3e8ee; }
        th:first-child, td:first-child { text-align: left; } th { font-weight: 600; background: #f5f7f9; }
        svg { width: 100%%; height: auto; margin: .6rem 0; }
        .note { color: #59636e; }
        </style>
        </head>
        <body>
        """;

    private final StringBuilder html = new StringBuilder();

    /** @param title of the window */
    public HtmlPage(String title, String heading) {
        html.append(HEAD.formatted(Chart.escape(title)));
        element("<h1>%s</h1>\n", heading);
    }

    public void paragraph(String text) {
        element("<p>%s</p>\n", text);
    }

    /** A paragraph of less weight. */
    public void note(String text) {
        element("<p class=\"note\">%s</p>\n", text);
    }

    public void heading(String text) {
        element("<h2>%s</h2>\n", text);
    }

    public void chart(Chart chart) {
        html.append(chart.svg());
    }

    /** @param lines the titles, then the cells of each row, as {@link ReportTable#lines} returns them */
    public void table(List<List<String>> lines) {
        html.append("<table>\n");
        for (List<String> cells : lines) {
            html.append("<tr>");
            cells.forEach(cell -> element(cells == lines.getFirst() ? "<th>%s</th>" : "<td>%s</td>", cell));
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private void element(String form, String text) {
        html.append(form.formatted(Chart.escape(text)));
    }

    /** {@return the complete page} */
    public String text() {
        return html + "</body>\n</html>\n";
    }
}
