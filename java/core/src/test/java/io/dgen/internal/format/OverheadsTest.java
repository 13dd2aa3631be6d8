// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Vectors;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverheadsTest {
    private static final List<String> COMPRESSORS = List.of(Overheads.ANY, "lz4", "zstd", "gzip");
    private static final List<String> ALL_COMPRESSORS = List.of(Overheads.ANY, "lz4", "zstd", "gzip", "snappy", "lzo");
    private static final Map<String, List<String>> TEXTURES = Map.of(
            "copy", COMPRESSORS,
            "cells", COMPRESSORS,
            "run", ALL_COMPRESSORS,
            "stripes", COMPRESSORS,
            "skip", ALL_COMPRESSORS);

    @Test
    void givesTheVectorLiterals() {
        for (Vectors.Literals v : Vectors.literals()) {
            String[] target = v.target().split("@", -1);
            long block = target.length == 1 ? 0 : Long.parseLong(target[1]);
            int hundredths = new BigDecimal(v.ratio()).movePointRight(2).intValueExact();
            assertThat(Overheads.literals(v.texture(), target[0], block, hundredths, cells(v.texture())))
                    .as("%s", v)
                    .isEqualTo(Math.toIntExact(v.literals()));
        }
    }

    @Test
    void higherRatiosNeverHaveMoreLiterals() {
        TEXTURES.forEach((texture, compressors) -> {
            int cells = cells(texture);
            for (String compressor : compressors) {
                for (long block = 4096; block <= 16 << 20; block *= 2) {
                    int last = Page.BYTES / cells << Literals.SHIFT;
                    assertThat(Overheads.literals(texture, compressor, block, 100, cells))
                            .isEqualTo(last);
                    for (int hundredths = 101; hundredths <= 6400; hundredths++) {
                        int literals = Overheads.literals(texture, compressor, block, hundredths, cells);
                        assertThat(literals)
                                .as("%s %s@%d %d", texture, compressor, block, hundredths)
                                .isLessThanOrEqualTo(last)
                                .isGreaterThanOrEqualTo(Literals.MIN_BYTES << Literals.SHIFT);
                        last = literals;
                    }
                }
            }
        });
    }

    private static int cells(String texture) {
        return texture.equals("cells") ? 4 : 1;
    }
}
