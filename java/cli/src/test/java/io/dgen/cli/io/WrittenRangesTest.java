// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WrittenRangesTest {
    private final WrittenRanges written = new WrittenRanges();

    @Test
    void nothing() {
        written.add(0, 0);
        assertThat(written.text(10, 0)).isEqualTo("0 of 10 bytes were written");
        assertThat(written.end()).isZero();
    }

    @Test
    void rangesInAnyOrderJoin() {
        written.add(20, 10);
        written.add(0, 10);
        written.add(40, 5);
        assertThat(written.prefix()).isEqualTo(10);
        assertThat(written.total()).isEqualTo(25);
        assertThat(written.end()).isEqualTo(45);
        assertThat(written.text(100, 0))
                .isEqualTo(
                        "the first 10 of 100 bytes were written without a gap, and 15 bytes in parts up to offset 45");

        written.add(10, 10);
        assertThat(written.prefix()).isEqualTo(30);
        written.add(30, 10);
        assertThat(written.text(100, 0)).isEqualTo("45 of 100 bytes were written");
    }

    @Test
    void holeAtTheStartNeverCounts() {
        written.add(10, 10);
        assertThat(written.text(20, 4096)).endsWith(", and 10 bytes in parts up to offset 4116");
        assertThat(written.text(20, 0))
                .isEqualTo("the first 0 of 20 bytes were written without a gap, and 10 bytes in parts up to offset 20");
    }
}
