// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an object, or of the objects with keys that begin with a prefix.
 *
 * @param bucket not empty
 * @param key every character counts, without escapes; of a prefix, it is empty or ends with a slash
 */
record Address(String bucket, String key) {
    private static final Pattern FORM = Pattern.compile("[sS]3://([^/]+)(?:/(.*))?", Pattern.DOTALL);

    /** Source: Amazon S3 User Guide, "Naming Amazon S3 objects". */
    private static final int MOST_KEY_BYTES = 1024;

    static Address ofObject(String text) {
        Address address = parse(text, "s3://BUCKET/KEY");
        if (address.key.isEmpty()) {
            throw new IllegalArgumentException(text + ": expected s3://BUCKET/KEY");
        }
        return address;
    }

    static Address ofPrefix(String text) {
        Address address = parse(text, "s3://BUCKET/PREFIX or s3://BUCKET");
        boolean isRoot = address.key.isEmpty() || address.key.endsWith("/");
        return isRoot ? address : new Address(address.bucket, address.key + "/");
    }

    private static Address parse(String text, String form) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || matcher.group(1).isBlank()) {
            throw new IllegalArgumentException(text + ": expected " + form);
        }
        String key = matcher.group(2) == null ? "" : matcher.group(2);
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_KEY_BYTES) {
            throw new IllegalArgumentException(
                    text + ": the key has " + bytes + " bytes: expected at most " + MOST_KEY_BYTES);
        }
        return new Address(matcher.group(1), key);
    }
}
