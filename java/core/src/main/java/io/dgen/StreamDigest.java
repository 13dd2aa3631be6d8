// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.digest.Crc;
import io.dgen.internal.text.Quote;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The digest of a stream or of a range of it: what a storage system states about the data, without reading it back.
 * Immutable.
 *
 * <p>Digests of adjacent ranges combine if the algorithm is a CRC ({@link #then}), so that several machines can share the
 * work. {@link MultipartDigest} has the digests of the parts of a multipart upload.
 *
 * {@snippet file="io/dgen/manual/Streams.java" region="digest"}
 *
 * @param algorithm the algorithm
 * @param lengthBytes length of the range
 * @param hex the digest in lower-case hex digits; a CRC in big-endian order
 */
public record StreamDigest(DigestAlgorithm algorithm, long lengthBytes, String hex) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the length is negative, or the text does not have the lower-case hex digits of a
     *     digest of the algorithm
     */
    public StreamDigest {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(hex, "hex");
        if (lengthBytes < 0) {
            throw new IllegalArgumentException(
                    "length " + lengthBytes + ": expected 0 to " + Long.MAX_VALUE + " bytes");
        }
        if (!hex.matches("[0-9a-f]{" + 2 * algorithm.bytes() + "}")) {
            throw new IllegalArgumentException(
                    "digest " + Quote.of(hex) + ": expected " + 2 * algorithm.bytes() + " lower-case hex digits");
        }
    }

    static StreamDigest ofBytes(DigestAlgorithm algorithm, long lengthBytes, byte[] digest) {
        return new StreamDigest(algorithm, lengthBytes, HexFormat.of().formatHex(digest));
    }

    /**
     * {@return the digest of the whole stream} As {@link #of(DataStream, DigestAlgorithm, long, long)}.
     *
     * @param stream the data
     * @param algorithm the algorithm
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted (the interrupt status stays
     *     set)
     * @throws IllegalStateException if no provider of this Java runtime has the algorithm
     */
    public static StreamDigest of(DataStream stream, DigestAlgorithm algorithm) {
        Objects.requireNonNull(stream, "stream");
        return of(stream, algorithm, 0, stream.totalSize());
    }

    /**
     * {@return the digest of a range} Takes the time to make its bytes and to digest them, on at most {@link
     * GeneratorConfig#maxThreads} threads; all of them for a CRC, two for the other algorithms, which are sequential.
     *
     * @param stream the data
     * @param algorithm the algorithm
     * @param offset of the range in the stream, in bytes
     * @param lengthBytes of the range, at most the rest of the stream
     * @throws IllegalArgumentException if the range exceeds the stream
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted (the interrupt status stays
     *     set)
     * @throws IllegalStateException if no provider of this Java runtime has the algorithm
     */
    public static StreamDigest of(DataStream stream, DigestAlgorithm algorithm, long offset, long lengthBytes) {
        return MultipartDigest.of(stream, algorithm, offset, lengthBytes, Math.max(1, lengthBytes))
                .parts()
                .getFirst();
    }

    /**
     * {@return the digest of ranges, one after the other} As {@link #of(DataStream, DigestAlgorithm, long, long)}.
     *
     * @param data the ranges
     * @param algorithm a CRC, unless there is one range
     * @throws IllegalArgumentException if the algorithm is not a CRC, and there are several ranges
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted (the interrupt status stays
     *     set)
     * @throws IllegalStateException if no provider of this Java runtime has the algorithm
     */
    public static StreamDigest of(DataRanges data, DigestAlgorithm algorithm) {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(algorithm, "algorithm");
        return data.ranges().stream()
                .map(range -> of(range.stream(), algorithm, range.offset(), range.lengthBytes()))
                .reduce(StreamDigest::then)
                .orElseThrow();
    }

    /** {@return the bytes of the digest; a CRC in big-endian order} */
    public byte[] toBytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** {@return the bytes of the digest in Base64 (RFC 4648, section 4), as Amazon S3 states checksums} */
    public String base64() {
        return Base64.getEncoder().encodeToString(toBytes());
    }

    /**
     * {@return the digest of this range and the one that follows it}
     *
     * @param next the digest of the range that starts at the end of this one
     * @throws IllegalArgumentException if the algorithms differ or are not CRCs, or the ranges have more than 2^63 - 1 bytes
     *     together
     */
    public StreamDigest then(StreamDigest next) {
        Objects.requireNonNull(next, "next");
        Crc crc = algorithm.crc();
        if (crc == null || next.algorithm != algorithm) {
            throw new IllegalArgumentException("digests by " + algorithm + " and " + next.algorithm
                    + ": expected the same algorithm, which is a CRC");
        }
        if (next.lengthBytes > Long.MAX_VALUE - lengthBytes) {
            throw new IllegalArgumentException("lengths " + lengthBytes + " and " + next.lengthBytes
                    + ": expected at most " + Long.MAX_VALUE + " bytes together");
        }
        long combined = crc.combine(
                HexFormat.fromHexDigitsToLong(hex), HexFormat.fromHexDigitsToLong(next.hex), next.lengthBytes);
        return ofBytes(algorithm, lengthBytes + next.lengthBytes, crc.toBytes(combined));
    }
}
