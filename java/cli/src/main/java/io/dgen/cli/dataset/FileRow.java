// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.ByteRange;
import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.cli.report.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON objects of files in lists and manifests. */
final class FileRow {
    private final String body;
    private final String tails;

    FileRow(Dataset dataset) {
        body = dataset.body().toString();
        tails = dataset.tails().toString();
    }

    static Map<String, @Nullable Object> of(DatasetFile file) {
        return JsonObject.of("path", file.path(), "size", file.sizeBytes());
    }

    /** {@return the object of a file with the ranges of streams that have its bytes} */
    Map<String, @Nullable Object> withRanges(DatasetFile file) {
        List<Map<String, @Nullable Object>> ranges = new ArrayList<>();
        if (file.bodyBytes() > 0) {
            ranges.add(range(body, file.bodyOffset(), file.bodyBytes()));
        }
        if (file.tailBytes() > 0) {
            ranges.add(range(tails, file.tailOffset(), file.tailBytes()));
        }
        Map<String, @Nullable Object> row = of(file);
        row.put("ranges", ranges);
        return row;
    }

    /** {@return the object of a file with the parts of it that have changed since a generation} */
    static Map<String, @Nullable Object> withChanges(DatasetFile file, List<ByteRange> changed) {
        Map<String, @Nullable Object> row = of(file);
        row.put(
                "changed",
                JsonObject.list(changed, range -> JsonObject.of("offset", range.offset(), "length", range.length())));
        return row;
    }

    private static Map<String, @Nullable Object> range(String recipe, long offset, long length) {
        return JsonObject.of("recipe", recipe, "offset", offset, "length", length);
    }
}
