// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages about invalid text name the real cause, and are short and printable. */
class MessagesTest {
    private static final List<Consumer<String>> PARSERS = List.of(
            Recipe::parse,
            ByteSize::parse,
            Dedup::parse,
            Mixture::parse,
            CompressFor::parse,
            Compressor::parse,
            Texture::parse,
            text -> Recipe.parseWord("seed", text),
            text -> Recipe.parseRatio("dedup", text));

    private static final List<String> STARTS = List.of(
            "",
            "dgen1:",
            "dgen1:seed=1,size=",
            "dgen1:seed=1,size=1,",
            "dgen1:seed=1,size=1,block=",
            "dgen1:seed=1,size=1,dedup=",
            "dgen1:seed=1,size=1,dedup=2,window=",
            "dgen1:seed=1,size=1,dedup=2,hot=",
            "dgen1:seed=1,size=1,dedup=copies(",
            "dgen1:seed=1,size=1,compress=",
            "dgen1:seed=1,size=1,compress=2@",
            "dgen1:seed=1,size=1,for=",
            "dgen1:seed=1,size=1,texture=",
            "2@",
            "2,window=",
            "2,hot=1%@",
            "copies(1@",
            "zstd@");

    @Test
    void anyTextGivesAShortPrintableMessage() {
        for (String part :
                List.of("x", "9", "0.", "2@0.01+", "\u001b[2J", "\n", "\u202e", "\ud800", "'", "ä,", "=", ",")) {
            for (String start : STARTS) {
                String text = start + part.repeat(200_000 / part.length());
                for (Consumer<String> parser : PARSERS) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> parser.accept(text))
                            .satisfies(e -> assertThat(e.getMessage())
                                    .hasSizeLessThan(
                                            3 * 600 + 300) // up to three quotes, of up to 6 characters for each
                                    .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}]"));
                }
            }
        }
    }

    @Test
    void quoteHasAtMost100Characters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.parseWord("seed", "x".repeat(100)))
                .withMessageStartingWith("seed '" + "x".repeat(100) + "': expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.parseWord("seed", "x".repeat(101)))
                .withMessageStartingWith("seed '" + "x".repeat(100) + "...' (101 characters): expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.parseWord("seed", "1\u001b[31m\n\ud83d\ude00"))
                .withMessageStartingWith("seed '1\\u001b[31m\\u000a\ud83d\ude00': expected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            seed=1, size=1           | key ' size': expected 'size': keys are in lower case, without white space around them
            SEED=1,size=1            | key 'SEED': expected 'seed': keys are in lower case
            sed=1,size=1             | unknown key 'sed': expected seed, stream, size
            seed=1,size=1,           | expected key=value, found ''
            seed=1,size=1,seed       | expected key=value, found 'seed'
            seed=1,size=ZEROS1       | with at most 40 digits before the point, and as many after it
            seed=1,size=1.ZEROSKiB   | with at most 40 digits before the point, and as many after it
            seed=1,size=1,dedup=ZEROS2             | such as 2.5, with at most 400 digits before the point
            seed=1,size=1,dedup=2.ZEROS            | such as 2.5, with at most 400 digits before the point
            seed=1,size=1,dedup=NINES              | expected at most 1.7976931348623157E308
            seed=1,size=1,dedup=2,hot=ZEROS1%@50%  | hot share of the contents 'ZZZ...' (501 characters): expected
            seed=1,size=1,dedup=2,hot=1%@1.2.3%    | hot share of the writes '1.2.3': expected a percentage
            seed=1,size=1,dedup=copies(ZEROS1@1)   | copies 'ZZZ...' (501 characters): expected 1 to 2251799813685248, with at most 19 digits
            seed=1,size=1,dedup=copies(1@ZEROS1)   | share of the contents with 1 copy 'ZZZ...' (501 characters): expected a decimal number above 0, at most 1, with at most 400
            seed=1,size=1,dedup=copies(1@0.5+2)    | expected numbers of copies at shares of the contents, such as copies(1@0.8+2@0.1+10@0.1); found '2'
            seed=1,size=1,dedup=copies(1@0.5)      | dedup 'copies(1@0.5)': expected a sum of 1, to within 0.000001; it is 0.5
            seed=1,size=1,compress=2@0.5           | compress '2@0.5': expected a sum of 1, to within 0.000001; it is 0.5
            seed=1,size=1,compress=ZEROS2          | compress ratio 'ZZZ...' (501 characters): expected
            seed=1,size=1,compress=2@ZEROS1        | weight of compress ratio '2' 'ZZZ...' (501 characters): expected
            seed=1,size=1,compress=2@x             | weight of compress ratio '2' 'x': expected a decimal number above 0, at most 1
            seed=1,size=1,compress=2@0.5+3         | compress '2@0.5+3': expected a ratio, such as 3, or ratios at weights, such as 1@0.3+2@0.5+8@0.2; found '3'
            """)
    void messageNamesTheCause(String keys, String message) {
        String recipe = "dgen1:" + keys.replace("ZEROS", "0".repeat(500)).replace("NINES", "9".repeat(400));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.parse(recipe))
                .withMessageContaining(message.replace("ZZZ", "0".repeat(100)));
    }
}
