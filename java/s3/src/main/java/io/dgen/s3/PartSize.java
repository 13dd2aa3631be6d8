// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.MultipartDigest;

/** The size of the parts of an upload. Source of the limits: Amazon S3 User Guide, "Amazon S3 multipart upload limits". */
final class PartSize {
    private static final long LEAST_BYTES = 5 << 20;
    private static final long MOST_BYTES = 5L << 30;
    private static final long USUAL_BYTES = 16 << 20;
    private static final long STEP_BYTES = 1 << 20;

    private PartSize() {}

    /** @param requestedBytes 0 for the usual size */
    static void check(long requestedBytes) {
        if (requestedBytes != 0 && (requestedBytes < LEAST_BYTES || requestedBytes > MOST_BYTES)) {
            throw new IllegalArgumentException("part size " + requestedBytes + ": expected " + LEAST_BYTES
                    + " (5MiB) to " + MOST_BYTES + " (5GiB) bytes");
        }
    }

    /** {@return the requested size, or a larger one if there were too many parts} */
    static long of(long requestedBytes, long lengthBytes) {
        long wanted = requestedBytes == 0 ? USUAL_BYTES : requestedBytes;
        long least = Math.ceilDiv(lengthBytes, MultipartDigest.MAX_PARTS);
        return Math.max(wanted, Math.ceilDiv(least, STEP_BYTES) * STEP_BYTES);
    }
}
