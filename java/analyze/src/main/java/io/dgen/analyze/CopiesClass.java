// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import io.dgen.analyze.internal.dedup.CopiesHistogram;
import io.dgen.analyze.internal.fit.CopiesFit.CopiesGroup;
import io.dgen.analyze.internal.fit.Neighbours;
import io.dgen.analyze.internal.json.JsonFields;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Distinct contents with about the same number of copies.
 *
 * @param from fewest copies of a content in this class; 1 for contents that occur once
 * @param contents number of distinct contents
 * @param chunks number of chunks with one of these contents
 */
public record CopiesClass(long from, double contents, double chunks) {
    /**
     * Largest number of classes in a profile. A recipe has 64 bins; each class may need two, and chunks of zeros are
     * one more class.
     */
    private static final int MAX_CLASSES = 30;

    /** Largest number of classes in the text of a profile. */
    private static final int MAX_READ_CLASSES = 62;

    static List<CopiesClass> of(CopiesHistogram histogram) {
        return IntStream.range(0, CopiesHistogram.classes())
                .filter(c -> histogram.contents(c) > 0)
                .mapToObj(c -> new CopiesClass(CopiesHistogram.from(c), histogram.contents(c), histogram.chunks(c)))
                .toList();
    }

    /** Reads the classes of a profile with the given number of chunks. */
    static List<CopiesClass> read(JsonFields profile, long chunks) {
        // An estimate may exceed the number of chunks, but not by much.
        double maxChunks = 4.0 * Math.max(chunks, 1 << 20);
        return profile.objects("copies", 0, MAX_READ_CLASSES).stream()
                .map(fields -> {
                    double contents = fields.number("contents", Double.MIN_VALUE, Profile.MAX_COUNT);
                    double inChunks = fields.number("chunks", contents, maxChunks);
                    return new CopiesClass(fields.whole("from", 1, Profile.MAX_COUNT), contents, inChunks);
                })
                .toList();
    }

    /** Joins adjacent classes with the fewest chunks until their number is small enough for a profile. */
    static List<CopiesClass> joined(List<CopiesClass> classes) {
        return Neighbours.join(
                classes,
                MAX_CLASSES,
                CopiesClass::chunks,
                (a, b) -> new CopiesClass(a.from, a.contents + b.contents, a.chunks + b.chunks));
    }

    CopiesGroup group() {
        return new CopiesGroup(contents, Math.max(contents, chunks));
    }

    /** {@return the mean number of copies of a content} */
    public double mean() {
        return chunks / contents;
    }
}
