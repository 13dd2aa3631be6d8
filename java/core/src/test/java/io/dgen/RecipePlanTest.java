// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Vectors;
import org.junit.jupiter.api.Test;

class RecipePlanTest {

    @Test
    void plansMatchTheVectors() {
        for (Vectors.Plan v : Vectors.plans()) {
            Recipe recipe = Recipe.parse(v.recipe());
            long block = recipe.blockSizeBytes();
            assertThat(recipe.plan().contentOffset(v.block() * block))
                    .as("%s", v)
                    .isEqualTo(v.content() * block);
        }
    }
}
