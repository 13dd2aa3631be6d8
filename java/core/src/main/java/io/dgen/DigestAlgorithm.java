// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.digest.Crc;
import io.dgen.internal.digest.CrcParts;
import io.dgen.internal.digest.HashParts;
import io.dgen.internal.digest.Parts;
import io.dgen.internal.stream.ByteSource;
import io.dgen.internal.text.EnumNames;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An algorithm of a {@link StreamDigest}. The digest of a CRC is its value in big-endian order, as object stores state it.
 */
public enum DigestAlgorithm {
    /** CRC-32C (Castagnoli; RFC 3720, section 12.1), 4 bytes. */
    CRC32C(Crc.CRC32C),
    /** CRC-64/NVME (NVM Express NVM Command Set Specification 1.0d, section 5.2.1.3.4), 8 bytes. */
    CRC64NVME(Crc.CRC64NVME),
    /** MD5 (RFC 1321), 16 bytes. */
    MD5(16, "MD5"),
    /** SHA-256 (FIPS 180-4), 32 bytes. */
    SHA256(32, "SHA-256");

    private final int bytes;
    private final @Nullable Crc crc;
    private final String hash;

    DigestAlgorithm(Crc crc) {
        this.bytes = crc.bytes();
        this.crc = crc;
        this.hash = "";
    }

    DigestAlgorithm(int bytes, String hash) {
        this.bytes = bytes;
        this.crc = null;
        this.hash = hash;
    }

    /** {@return the number of bytes of a digest} */
    public int bytes() {
        return bytes;
    }

    /**
     * {@return whether the digests of two adjacent ranges determine the digest of both together, as for CRCs} Several
     * threads then share the work on one range.
     */
    public boolean canCombine() {
        return crc != null;
    }

    /**
     * Reads a name.
     *
     * @param text a constant's name in lower case, such as {@code crc32c}
     * @return the algorithm
     * @throws IllegalArgumentException if there is no algorithm of that name; the message lists all names
     */
    public static DigestAlgorithm parse(String text) {
        return EnumNames.parse(DigestAlgorithm.class, "digest algorithm", text);
    }

    @Nullable
    Crc crc() {
        return crc;
    }

    /** The digest of each part. */
    Stream<byte[]> digests(ByteSource stream, Parts parts, LongConsumer progress) {
        Crc combined = crc;
        return combined != null
                ? Arrays.stream(new CrcParts(stream, parts, combined).run(progress))
                        .mapToObj(combined::toBytes)
                : Arrays.stream(new HashParts(stream, parts, hash).run(progress));
    }

    /** The digest of bytes. */
    byte[] digest(byte[] input) {
        return crc != null ? crc.digest(input) : HashParts.newHash(hash).digest(input);
    }
}
