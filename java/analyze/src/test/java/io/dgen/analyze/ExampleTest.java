// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dgen.DataGenerator;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the package's Javadoc. */
class ExampleTest {
    @Test
    void dataWithTheRatiosOfOtherData(@TempDir Path folder) throws IOException, InterruptedException {
        byte[] data = new byte[8 << 20];
        DataGenerator.generateIntoBuffer(
                GeneratorConfig.of(Recipe.parse("dgen1:seed=7,size=8MiB,dedup=2,compress=2")), data);
        Path input = Files.write(folder.resolve("disk.img"), data);
        // @start region="fit"
        Analysis analysis = Analyzer.builder()
                .compressors(List.of(Codec.parse("lz4"), Codec.parse("zstd-3")))
                .build()
                .analyze(input);
        double at128KiB = analysis.fixed(128 << 10).ratio();
        Recipe recipe = Profile.of(analysis).fit(7, 0, 1L << 30).recipe();
        // @end
        assertThat(at128KiB).isCloseTo(2, within(0.01));
        assertThat(recipe.sizeBytes()).isEqualTo(1L << 30);
        assertThat(recipe.predictedRatios().fixed(128 << 10).ratio()).isCloseTo(2, within(0.05));
    }
}
