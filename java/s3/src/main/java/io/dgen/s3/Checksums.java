// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.DigestAlgorithm;
import io.dgen.StreamDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Digests as requests and responses of S3 state them; null in a request stands for a header that is not sent. */
final class Checksums {
    private Checksums() {}

    static @Nullable String crc32c(@Nullable StreamDigest digest) {
        return digest != null && digest.algorithm() == DigestAlgorithm.CRC32C ? digest.base64() : null;
    }

    static @Nullable String crc64nvme(@Nullable StreamDigest digest) {
        return digest != null && digest.algorithm() == DigestAlgorithm.CRC64NVME ? digest.base64() : null;
    }

    static @Nullable ChecksumAlgorithm algorithm(@Nullable DigestAlgorithm algorithm) {
        if (algorithm == null) {
            return null;
        }
        return algorithm == DigestAlgorithm.CRC32C ? ChecksumAlgorithm.CRC32_C : ChecksumAlgorithm.CRC64_NVME;
    }

    /** {@return the type for a multipart upload: otherwise its checksum is that of the checksums of its parts} */
    static @Nullable ChecksumType type(@Nullable DigestAlgorithm algorithm) {
        return algorithm == null ? null : ChecksumType.FULL_OBJECT;
    }

    /** {@return the checksum of all bytes; null if there is none} */
    static @Nullable StreamDigest of(HeadObjectResponse head) {
        if (head.checksumType() == ChecksumType.COMPOSITE) {
            return null;
        }
        if (head.checksumCRC64NVME() != null) {
            return digest(DigestAlgorithm.CRC64NVME, head, head.checksumCRC64NVME());
        }
        return head.checksumCRC32C() == null ? null : digest(DigestAlgorithm.CRC32C, head, head.checksumCRC32C());
    }

    private static @Nullable StreamDigest digest(DigestAlgorithm algorithm, HeadObjectResponse head, String base64) {
        if (base64.contains("-")) {
            return null; // composite, from a store that does not state the type
        }
        String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        return new StreamDigest(algorithm, head.contentLength(), hex);
    }
}
