// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.testing.Configs;
import io.dgen.testing.ReferenceChunkers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimate is within its error bound of the ratio of a chunker that reads the bytes. */
class ContentDefinedChunksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fastcdc@2KiB       | 8KiB   | dedup=1",
                "fastcdc@2KiB       | 8KiB   | dedup=2.5",
                "fastcdc@8KiB       | 128KiB | dedup=10",
                "fastcdc@4KiB       | 4KiB   | dedup=copies(3@1)",
                "fastcdc@2KiB       | 8KiB   | dedup=copies(10@1)",
                "fastcdc@8KiB       | 16KiB  | dedup=2.5,hot=5%@50%",
                "fastcdc@4KiB       | 64KiB  | dedup=3,window=1MiB",
                "fastcdc@4KiB       | 1MiB   | dedup=copies(6@0.5+2@0.5)",
                "gear@4KiB          | 8KiB   | dedup=copies(1@0.8+2@0.1+10@0.1)",
                "gear@4KiB          | 32KiB  | dedup=2.5,hot=5%@50%",
                "borg@11,15,13,4095 | 32KiB  | dedup=copies(1@0.8+2@0.1+10@0.1)",
                "borg@11,15,13,4095 | 16KiB  | dedup=4,hot=5%@50%",
                "borg@8,23,13,4095  | 32KiB  | dedup=copies(2@0.5+5@0.5)",
                "borg@12,14,13,511  | 32KiB  | dedup=copies(8@1)",
                "casync@8KiB        | 8KiB   | dedup=copies(1@0.8+2@0.1+10@0.1)",
                "casync@8KiB        | 32KiB  | dedup=2.5,hot=5%@50%",
                "bup                | 16KiB  | dedup=copies(1@0.8+2@0.1+10@0.1)",
                "bup                | 64KiB  | dedup=2.5,hot=5%@50%",
                "zbackup            | 64KiB  | dedup=2.5",
                "zbackup            | 128KiB | dedup=copies(1@0.8+2@0.1+10@0.1)",
                "zbackup            | 512KiB | dedup=2.5,hot=5%@50%",
                "fastcdc@8KiB       | 32KiB  | dedup=copies(2@0.5+5@0.5),compress=2",
                "fastcdc@8KiB       | 32KiB  | dedup=copies(2@0.5+5@0.5),compress=10",
                "fastcdc@8KiB       | 32KiB  | dedup=copies(2@0.5+5@0.5),compress=4,texture=cells",
                "fastcdc@8KiB       | 32KiB  | dedup=copies(2@0.5+5@0.5),compress=3,texture=run",
                "fastcdc@8KiB       | 32KiB  | dedup=copies(2@0.5+5@0.5),compress=1@0.5+20@0.5",
                "borg@11,15,13,4095 | 32KiB  | dedup=copies(2@0.5+5@0.5),compress=2",
                "borg@11,15,13,4095 | 32KiB  | dedup=copies(2@0.5+5@0.5),compress=10",
                "borg@11,15,13,4095 | 32KiB  | dedup=copies(2@0.5+5@0.5),compress=5,texture=run",
                "bup                | 64KiB  | dedup=copies(2@0.5+5@0.5),compress=4/6",
                "casync@8KiB        | 32KiB  | dedup=copies(2@0.5+5@0.5),compress=5"
            })
    void estimateIsNearTheMeasuredRatio(String chunker, String block, String plan) {
        Recipe recipe = Recipe.parse("dgen1:seed=1,size=36MiB,block=" + block + "," + plan);
        byte[] bytes = new byte[Math.toIntExact(recipe.sizeBytes())];
        new DataStream(Configs.of(recipe)).fill(0, bytes);

        double measured = (double) bytes.length / ReferenceChunkers.of(chunker).applyAsLong(bytes);

        PredictedRatios.Unit predicted = recipe.predictedRatios().contentDefined(Chunker.parse(chunker));
        assertThat(predicted.ratio() / measured)
                .as("%s: measured %s, predicted %s", recipe, measured, predicted)
                .isCloseTo(1, within(predicted.errorBound()));
        assertThat(predicted.errorBound()).isLessThan(0.1);
    }
}
