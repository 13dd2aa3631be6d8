// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkdownTableTest {
    @Test
    void markdownTable() {
        assertThat(MarkdownTable.head("what", "GB/s")).containsExactly("| what | GB/s |", "|---|---|");
        assertThat(MarkdownTable.row(List.of("fill", "1.00"))).isEqualTo("| fill | 1.00 |");
    }
}
