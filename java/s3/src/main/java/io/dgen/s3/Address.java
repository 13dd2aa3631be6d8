// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

/**
 * The place of an object.
 *
 * @param bucket not empty
 * @param key not empty; every character counts, without escapes
 */
record Address(String bucket, String key) {
    private static final String PREFIX = "s3://";

    static Address parse(String text) {
        int slash = text.indexOf('/', PREFIX.length());
        if (!text.startsWith(PREFIX) || slash <= PREFIX.length() || slash == text.length() - 1) {
            throw new IllegalArgumentException(text + ": expected s3://BUCKET/KEY");
        }
        return new Address(text.substring(PREFIX.length(), slash), text.substring(slash + 1));
    }
}
