// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.digest.Parts;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The digests of an object that is uploaded in parts: of each part, and what the store states about the whole. Immutable.
 *
 * <p>Source of the rules: Amazon S3 User Guide, "Checking object integrity for data uploads". A checksum of the whole
 * object is either that of all its bytes ({@link #whole}), or <em>composite</em>: the digest of the digests of its parts
 * ({@link #composite}). S3 has both for CRC32C, only the first for CRC64NVME, and only the second for SHA256. The ETag of a
 * multipart upload is the composite MD5.
 *
 * @param parts the digests of the parts in order, all by the same algorithm: 1 to {@link #MAX_PARTS}
 */
public record MultipartDigest(List<StreamDigest> parts) {
    /** Largest number of parts, as for Amazon S3. */
    public static final int MAX_PARTS = 10_000;

    /**
     * Keeps a copy of the list.
     *
     * @throws IllegalArgumentException if the number of parts is out of its range, or algorithms differ
     */
    public MultipartDigest {
        parts = List.copyOf(Objects.requireNonNull(parts, "parts"));
        if (parts.isEmpty() || parts.size() > MAX_PARTS) {
            throw new IllegalArgumentException(parts.size() + " parts: expected 1 to " + MAX_PARTS);
        }
        DigestAlgorithm first = parts.getFirst().algorithm();
        for (StreamDigest part : parts) {
            if (part.algorithm() != first) {
                throw new IllegalArgumentException(
                        "digests by " + first + " and " + part.algorithm() + ": expected the same algorithm");
            }
        }
    }

    /**
     * {@return the digests of a range that is uploaded in parts} As {@link #of(DataStream, DigestAlgorithm, long, long,
     * long, LongConsumer)}.
     *
     * @param stream the data
     * @param algorithm the algorithm
     * @param offset of the range in the stream, in bytes
     * @param lengthBytes of the range, at most the rest of the stream
     * @param partBytes size of each part except the last one, at least 1
     * @throws IllegalArgumentException if the range exceeds the stream, or the size of a part is not positive or gives more
     *     than {@link #MAX_PARTS} parts
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted (the interrupt status stays
     *     set)
     * @throws IllegalStateException if no provider of this Java runtime has the algorithm
     */
    public static MultipartDigest of(
            DataStream stream, DigestAlgorithm algorithm, long offset, long lengthBytes, long partBytes) {
        return of(stream, algorithm, offset, lengthBytes, partBytes, done -> {});
    }

    /**
     * {@return the digests of a range that is uploaded in parts} Takes the time to make its bytes and to digest them, on at
     * most {@link GeneratorConfig#maxThreads} threads; needs up to 2 MiB of heap per thread.
     *
     * @param stream the data
     * @param algorithm the algorithm
     * @param offset of the range in the stream, in bytes
     * @param lengthBytes of the range, at most the rest of the stream; an empty range has one empty part
     * @param partBytes size of each part except the last one, at least 1
     * @param progress receives the number of bytes that are done, in ascending order, on the calling thread; what it throws
     *     ends the call
     * @throws IllegalArgumentException if the range exceeds the stream, or the size of a part is not positive or gives more
     *     than {@link #MAX_PARTS} parts
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted (the interrupt status stays
     *     set)
     * @throws IllegalStateException if no provider of this Java runtime has the algorithm
     */
    public static MultipartDigest of(
            DataStream stream,
            DigestAlgorithm algorithm,
            long offset,
            long lengthBytes,
            long partBytes,
            LongConsumer progress) {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(progress, "progress");
        stream.checkRange(offset, lengthBytes);
        long least = Math.max(1, Math.ceilDiv(lengthBytes, MAX_PARTS));
        if (partBytes < least) {
            throw new IllegalArgumentException("part size " + partBytes + ": expected at least " + least + " for "
                    + lengthBytes + " bytes, which have at most " + MAX_PARTS + " parts");
        }
        Parts cut = new Parts(offset, lengthBytes, partBytes);
        List<StreamDigest> digests = new ArrayList<>();
        algorithm
                .digests(stream.bytes(), cut, progress)
                .forEach(digest -> digests.add(StreamDigest.ofBytes(algorithm, cut.length(digests.size()), digest)));
        return new MultipartDigest(digests);
    }

    /** {@return the algorithm} */
    public DigestAlgorithm algorithm() {
        return parts.getFirst().algorithm();
    }

    /**
     * {@return the digest of all bytes, which S3 calls the full object checksum; null if the algorithm is not a CRC and
     * there are several parts}
     *
     * @throws IllegalArgumentException if the parts have more than 2^63 - 1 bytes together
     */
    public @Nullable StreamDigest whole() {
        return parts.size() > 1 && !algorithm().canCombine()
                ? null
                : parts.stream().reduce(StreamDigest::then).orElseThrow();
    }

    /**
     * {@return the composite checksum as S3 states it: the digest of the digests of the parts, a hyphen and the number of
     * parts, such as {@code ROC8NA==-2}; for MD5 the ETag, with the digest in hex; null for {@link
     * DigestAlgorithm#CRC64NVME}, which has none}
     *
     * @throws IllegalStateException if no provider of this Java runtime has the algorithm
     */
    public @Nullable String composite() {
        if (algorithm() == DigestAlgorithm.CRC64NVME) {
            return null;
        }
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        parts.forEach(part -> digests.writeBytes(part.toBytes()));
        StreamDigest digest =
                StreamDigest.ofBytes(algorithm(), digests.size(), algorithm().digest(digests.toByteArray()));
        return (algorithm() == DigestAlgorithm.MD5 ? digest.hex() : digest.base64()) + "-" + parts.size();
    }
}
