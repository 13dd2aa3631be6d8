// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.DigestAlgorithm;
import io.dgen.StreamDigest;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of the bytes that a file of a set has. */
record FileDigest(DatasetContent content, DigestAlgorithm algorithm) {
    private static final int BUFFER_BYTES = 256 << 10;

    /** {@return the digest in lower-case hex digits} */
    String hex(DatasetFile file) {
        if (!algorithm.canCombine()) {
            return HexFormat.of().formatHex(hash(file));
        }
        return StreamDigest.of(content.ranges(file), algorithm).hex();
    }

    /** The digests of two ranges do not determine that of both together. */
    private byte[] hash(DatasetFile file) {
        MessageDigest hash = newHash();
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, file.sizeBytes())];
        for (long done = 0; done < file.sizeBytes(); done += buffer.length) {
            int length = (int) Math.min(buffer.length, file.sizeBytes() - done);
            content.fill(file, done, MemorySegment.ofArray(buffer).asSlice(0, length));
            hash.update(buffer, 0, length);
        }
        return hash.digest();
    }

    private MessageDigest newHash() {
        String name = algorithm == DigestAlgorithm.MD5 ? "MD5" : "SHA-256";
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no provider of this Java runtime has " + name, e);
        }
    }
}
