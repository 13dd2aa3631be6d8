// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "borg",
                "borg@10,23,16,4095",
                "restic",
                "casync",
                "casync@8KiB",
                "bup",
                "zbackup",
                "datadomain",
                "fastcdc@64KiB",
                "gear@1000"
            })
    void textIsReadBack(String text) {
        assertThat(Chunker.parse(text)).hasToString(text);
        assertThat(Chunker.parse(text)).isEqualTo(Chunker.parse(text)).hasSameHashCodeAs(Chunker.parse(text));
        assertThat(StorageSystem.parse(text)).hasToString(text);
    }

    @Test
    void defaultParametersHaveTheShortName() {
        assertThat(Chunker.borg(19, 23, 21, 4095)).isEqualTo(Chunker.BORG);
        assertThat(Chunker.casync(64 << 10)).isEqualTo(Chunker.CASYNC);
        assertThat(Chunker.RESTIC.averageBytes()).isEqualTo(1 << 20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            borg@19,23,21      | expected MIN,MAX,MASK,WINDOW
            borg@19,23,21,x    | expected MIN,MAX,MASK,WINDOW
            borg@5,23,21,4095  | smallest chunk of borg, 2 to the power of 5: expected 6 to 30
            borg@19,31,21,4095 | largest chunk of borg, 2 to the power of 31: expected 19 to 30
            borg@19,23,24,4095 | mask bits of borg 24: expected 19 to 23
            borg@19,23,21,0    | window of borg 0: expected 1 to 1048576 bytes
            casync@2MiB        | average chunk of casync 2097152: expected 256 to 1048576 bytes
            fastcdc@255        | average chunk 255: expected 256 to 1073741824 bytes
            gear               | expected borg, restic
            rsync              | expected borg, restic
            """)
    void refusesOtherTexts(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chunker.parse(text))
                .withMessageContaining(message);
    }
}
