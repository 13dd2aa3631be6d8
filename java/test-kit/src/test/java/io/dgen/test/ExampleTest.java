// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.test;

// @start region="copy"
import static io.dgen.test.DgenAssertions.assertThatFile;

import io.dgen.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExampleTest {
    @Test
    void aCopyIsTheSame(@DgenData("64MiB,dedup=2") Path file, @DgenData("64MiB,dedup=2") Recipe recipe)
            throws IOException {
        Path copy = file.resolveSibling("copy.bin");
        Files.copy(file, copy); // represents the system under test
        assertThatFile(copy).matches(recipe);
    }
}
// @end
