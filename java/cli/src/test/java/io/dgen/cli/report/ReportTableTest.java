// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTableTest {
    private static final ReportTable<Double> TABLE = new ReportTable<Double>()
            .column("", "what", "about %.0f", v -> v)
            .column("share", "share", "%4.0f %%", v -> v)
            .column("rest", "  rest", "%6.2f", v -> v > 1 ? null : (Double) (1 - v))
            .field("more", v -> v + 1);

    @Test
    void columnsAreCells() {
        assertThat(TABLE.lines(List.of(0.25, 2.0)))
                .containsExactly(
                        List.of("what", "share", "  rest"),
                        List.of("about 0", "  25 %", "  0.75"),
                        List.of("about 2", " 200 %", "     -"));
    }

    @Test
    void textHasColumnsOfEqualWidth() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        TABLE.print(List.of(0.25), new PrintStream(text, true, StandardCharsets.UTF_8));

        assertThat(text.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("what     share     rest", "about 0    25 %    0.75");
    }

    @Test
    void fieldsAreInTheOrderOfTheColumns() {
        assertThat(TABLE.toMap(2.0)).containsExactly(entry("share", 2.0), entry("rest", null), entry("more", 3.0));
    }
}
