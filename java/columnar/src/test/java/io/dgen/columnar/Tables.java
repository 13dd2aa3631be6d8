// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.container.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files of tests, and what they contain. */
record Tables(Recipe recipe, DataStream file, DataStream payload) {
    static Tables of(String line) {
        Recipe recipe = Recipe.parse(line);
        return new Tables(
                recipe,
                new DataStream(GeneratorConfig.of(recipe)),
                new DataStream(GeneratorConfig.of(recipe.payload())));
    }

    Frame frame() {
        return file.frame().orElseThrow();
    }

    /** What the metadata of the file has in any case. */
    Map<String, String> metadata() {
        return recipe.sizeBytes() == 0 ? Map.of() : Map.of("dgen.recipe", recipe.toString());
    }

    Path write(Path path) throws IOException {
        return Files.write(path, bytes(0, file.totalSize()));
    }

    byte[] bytes(long offset, long length) {
        return bytes(file, offset, length);
    }

    byte[] payload(long offset, long length) {
        return bytes(payload, offset, length);
    }

    private static byte[] bytes(DataStream stream, long offset, long length) {
        byte[] bytes = new byte[Math.toIntExact(length)];
        stream.fill(offset, bytes);
        return bytes;
    }
}
