// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {
    private static final NamePattern PATTERN = new NamePattern("d{2}/d{2}/f{8}.bin");

    @ParameterizedTest
    @CsvSource({"1, f{1}", "10, f{1}", "11, f{2}", "1000, f{3}", "1001, d{1}/f{4}", "1000000, d{3}/f{6}"})
    void hasAtMostThousandFilesInAFolder(long files, String pattern) {
        assertThat(NamePattern.ofFiles(files)).hasToString(pattern);
    }

    @Test
    void findsTheNumberOfAPath() {
        for (long number : new long[] {0, 7, 1234567, 99999999}) {
            assertThat(PATTERN.number(PATTERN.path(number))).hasValue(number);
        }
        assertThat(PATTERN.path(1234567)).isEqualTo("d01/d23/f01234567.bin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "f",
                "d01/d23/f01234567.bi",
                "d01/d23/f01234567.bin ",
                "D01/d23/f01234567.bin",
                "d01/d24/f01234567.bin",
                "d01/d23/f0123456.bin",
                "d01/d23/f+1234567.bin",
                "d01/d23/f\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667.bin",
                "/d01/d23/f01234567.bin",
                "d01//d23/f01234567.bin"
            })
    void findsNoNumberInOtherText(String path) {
        assertThat(PATTERN.number(path)).isEmpty();
    }
}
