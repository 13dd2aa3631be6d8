// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeersPictureTest {
    private static final Path FOLDER = Path.of(System.getProperty("dgen.root"), "docs/performance");

    /** To draw it again: {@code benchmarks/peers/picture draw}. */
    @Test
    void thePictureOfTheReadmeHasTheCommittedResults(@TempDir Path folder) throws IOException {
        Path svg = folder.resolve("picture.svg");

        PeersPicture.main(new String[] {FOLDER.resolve("picture.json").toString(), svg.toString()});

        assertThat(svg).hasSameTextualContentAs(FOLDER.resolve("picture.svg"));
        assertThat(Files.readString(svg))
                .contains("Java", "SplittableRandom", "fio", "made for it")
                .doesNotContain("NaN");
    }
}
