// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.jr.ob.JSON;

/** Reads the tables of this module: JSON with comments. */
final class Tables {
    private static final JSON READER = JSON.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build())
            .build();

    private Tables() {}

    static <T> List<T> read(Class<T> rowType, String resource) {
        try (InputStream table = Objects.requireNonNull(Tables.class.getResourceAsStream(resource), resource)) {
            return READER.listOfFrom(rowType, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
