// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.dataset.SizeQuantiles;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** The sizes of the classes of equally many files into which a {@link Dataset} is divided (docs/format.md, "Size classes"). */
final class SizeClasses {
    private SizeClasses() {}

    /** {@return about the number of files that have a total size} */
    static long likelyFiles(FileSizes sizes, long totalBytes) {
        long[] classes = of(sizes, SizeQuantiles.MAX_CLASSES);
        BigInteger bytes =
                Arrays.stream(classes).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        return BigInteger.valueOf(totalBytes)
                .multiply(BigInteger.valueOf(classes.length))
                .divide(bytes.max(BigInteger.ONE))
                .min(BigInteger.valueOf(Dataset.MAX_FILES))
                .max(BigInteger.ONE)
                .longValue();
    }

    /**
     * {@return the size of each class of files}
     *
     * @param q number of classes, unless the sizes determine it
     */
    static long[] of(FileSizes sizes, int q) {
        return switch (sizes) {
            case FileSizes.Fixed(long bytes) -> new long[] {bytes};
            case FileSizes.Uniform(long least, long most) -> SizeQuantiles.uniform(least, most, q);
            case FileSizes.LogNormal(long median, double sigma, long least, long most) ->
                SizeQuantiles.logNormal(median, sigma, least, most, q);
            case FileSizes.Buckets(List<FileSizes.Bucket> buckets) ->
                SizeQuantiles.weighted(
                        buckets.stream().mapToLong(FileSizes.Bucket::bytes).toArray(),
                        buckets.stream().mapToDouble(FileSizes.Bucket::weight).toArray(),
                        q);
            case FileSizes.Listed(List<Long> bytes) ->
                bytes.stream().mapToLong(size -> size).toArray();
        };
    }
}
