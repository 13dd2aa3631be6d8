package io.dgen.cli.report;

import io.dgen.cli.chart.Markup;

/** A page that needs nothing else: no scripts, nothing from the network. */
public final class Page {
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
    public Page(String title, String heading) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>")
                .append(Markup.escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        element("h1", heading);
    }

    public void paragraph(String text) {
        element("p", text);
    }

    /** A paragraph of less weight. */
    public void note(String text) {
        html.append("<p class=\"note\">").append(Markup.escape(text)).append("</p>\n");
    }

    public void heading(String text) {
        element("h2", text);
    }

    /** As {@link io.dgen.cli.chart.BarChart#svg} makes it. */
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
            html.append('<')
                    .append(tag)
                    .append('>')
                    .append(Markup.escape(cell))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        html.append("</tr>\n");
    }

    private void element(String tag, String text) {
        html.append('<')
                .append(tag)
                .append('>')
                .append(Markup.escape(text))
                .append("</")
                .append(tag)
                .append(">\n");
    }

    /** {@return the whole of it} */
    public String text() {
        return html + "</body>\n</html>\n";
    }
}
