// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.dataset.NamePattern;
import io.dgen.internal.text.KeyValues;
import io.dgen.internal.text.Quote;
import java.util.List;

/** The text form of a {@link Dataset}. */
final class DatasetText {
    private static final String PREFIX = "dgenset" + Dataset.FORMAT_VERSION + ":";

    private static final List<String> KEYS = List.of("files", "total", "size", "name");

    private DatasetText() {}

    /** {@return the canonical spelling} */
    static String of(Dataset set, boolean isOfTotal) {
        String amount = isOfTotal ? "total=" + ByteSize.format(set.totalBytes()) : "files=" + set.fileCount();
        boolean isDefault =
                set.namePattern().equals(NamePattern.ofFiles(set.fileCount()).toString());
        return PREFIX + amount + ",size=" + set.sizes() + (isDefault ? "" : ",name=" + set.namePattern()) + ";"
                + set.body().unsizedText();
    }

    /** As {@link Dataset#parse}. */
    static Dataset parse(String text) {
        String line = KeyValues.stripped(text);
        try {
            if (!line.startsWith(PREFIX)) {
                throw new IllegalArgumentException(
                        "expected it to start with '" + PREFIX + "', the only version that this release supports");
            }
            int end = line.indexOf(';');
            if (end < 0) {
                throw new IllegalArgumentException("expected a recipe without size after ;");
            }
            KeyValues values = KeyValues.withLists(line.substring(PREFIX.length(), end), KEYS);
            return read(values, Recipe.parseUnsized(line.substring(end + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("dataset " + Quote.of(text) + ": " + e.getMessage(), e);
        }
    }

    private static Dataset read(KeyValues values, Recipe recipe) {
        boolean isOfTotal = values.has("total");
        if (isOfTotal == values.has("files")) {
            throw new IllegalArgumentException(
                    isOfTotal
                            ? "files with total: expected one or the other, not both"
                            : "key 'files' or 'total' is missing");
        }
        Dataset.Builder builder =
                Dataset.builder().sizes(FileSizes.parse(values.take("size"))).recipe(recipe);
        if (isOfTotal) {
            builder.totalBytes(ByteSize.parse(values.take("total")));
        } else {
            builder.files(Dataset.parseFiles(values.take("files")));
        }
        return values.has("name") ? builder.name(values.take("name")).build() : builder.build();
    }
}
