// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartSizeTest {
    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        "0, 0, 16777216",
        "0, 167772160000, 16777216",
        "0, 167772160001, 17825792",
        "5242880, 52428800000, 5242880",
        "5242880, 52428800001, 6291456"
    })
    void isTheRequestedSizeOrTheSmallestOneWithTenThousandParts(long requested, long length, long expected) {
        assertThat(PartSize.of(requested, length)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1099511627776", "54975581388800", "9223372036854775807"})
    void noObjectHasMoreParts(long length) {
        assertThat(Math.ceilDiv(length, PartSize.of(0, length))).isBetween(1L, 10_000L);
        assertThat(PartSize.of(0, length) % MIB).isZero();
    }
}
