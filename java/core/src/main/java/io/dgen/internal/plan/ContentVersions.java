// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

import io.dgen.internal.format.StreamKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The versions that the contents of a plan have in the generations of a stream (docs/format.md, "Generations"). A
 * permutation determines when each content changes. Immutable.
 */
public final class ContentVersions {
    /** Offsets of content, and the ends of ranges of it, are at most this. */
    private static final BigInteger CONTENT_BYTES = BigInteger.valueOf(Long.MAX_VALUE);

    private final long contents;
    private final BigDecimal changesPerGeneration;
    private final Permutation phases;

    /**
     * @param key the stream's key of {@link io.dgen.internal.format.Domain#GENERATION}
     * @param contents u, at least 1
     * @param change share of the contents that change from each generation to the next, above 0, at most 1
     */
    public ContentVersions(StreamKey key, long contents, BigDecimal change) {
        this.contents = contents;
        this.changesPerGeneration = change.multiply(BigDecimal.valueOf(contents));
        this.phases = new Permutation(key, contents);
    }

    /** The last generation, at most 2^31 - 1, for which there are enough contents. */
    public static long lastGeneration(long contents, long blockBytes, BigDecimal change) {
        BigInteger u = BigInteger.valueOf(contents);
        BigInteger versions = CONTENT_BYTES.divide(u.multiply(BigInteger.valueOf(blockBytes)));
        BigInteger changesPerContent = versions.subtract(BigInteger.ONE).max(BigInteger.ZERO);
        BigDecimal tooMany = new BigDecimal(changesPerContent.multiply(u).add(BigInteger.ONE));
        BigInteger first = tooMany.divide(change.multiply(new BigDecimal(u)), 0, RoundingMode.CEILING)
                .toBigInteger();
        return first.subtract(BigInteger.ONE)
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .longValueExact();
    }

    /** Number of changes of contents, each counted, from generation 0 up to a generation. */
    public long changes(int generation) {
        return changesPerGeneration
                .multiply(BigDecimal.valueOf(generation))
                .toBigInteger()
                .longValueExact();
    }

    /** The version of a content in a generation. */
    long version(long content, int generation) {
        return (changes(generation) + phase(content)) / contents;
    }

    long contents() {
        return contents;
    }

    /** 0 .. u - 1, different for all contents. Those with higher phases change earlier. */
    long phase(long content) {
        return phases.apply(content);
    }
}
