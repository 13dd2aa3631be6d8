// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.report;

import io.dgen.bench.chart.Markup;

/** A page that needs no other file: no scripts, no access to the network. */
public final class HtmlPage {
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

    private final StringBuilder html = new StringBuilder();

    /** @param title of the window */
    public HtmlPage(String title, String heading) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>")
                .append(Markup.escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        element("h1", "h1", heading);
    }

    public void paragraph(String text) {
        element("p", "p", text);
    }

    /** A paragraph of less weight. */
    public void note(String text) {
        element("p class=\"note\"", "p", text);
    }

    public void heading(String text) {
        element("h2", "h2", text);
    }

    /** @param svg as {@link io.dgen.bench.chart.BarChart#svg} returns it */
    public void chart(String svg) {
        html.append(svg);
    }

    public void startTable(String... titles) {
        html.append("<table>\n");
        row("th", titles);
    }

    public void row(String... cells) {
        row("td", cells);
    }

    public void endTable() {
        html.append("</table>\n");
    }

    private void row(String tag, String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append('<').append(tag).append('>').append(Markup.escape(cell));
            html.append("</").append(tag).append('>');
        }
        html.append("</tr>\n");
    }

    private void element(String start, String end, String text) {
        html.append('<').append(start).append('>').append(Markup.escape(text));
        html.append("</").append(end).append(">\n");
    }

    /** {@return the complete page} */
    public String text() {
        return html + "</body>\n</html>\n";
    }
}
