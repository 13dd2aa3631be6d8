// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.DigestAlgorithm;
import io.dgen.store.StoreOptions;
import io.dgen.store.StoreProvider;
import io.dgen.store.StoredObject;
import io.dgen.store.StoredPrefix;
import java.util.EnumSet;
import java.util.Set;

/** Objects {@code s3://bucket/key}. Region, profile and credentials come from the usual chain of the AWS SDK. */
public final class S3Provider implements StoreProvider {
    private static final Set<DigestAlgorithm> CHECKSUMS = EnumSet.of(DigestAlgorithm.CRC32C, DigestAlgorithm.CRC64NVME);

    /** S3 lists no more at once. */
    private static final int MOST_LISTED = 1000;

    /** For {@link java.util.ServiceLoader}. */
    public S3Provider() {}

    @Override
    public String scheme() {
        return "s3";
    }

    @Override
    public StoredObject object(String address, StoreOptions options) {
        S3Connection connection = connection(options);
        return new S3Object(Address.ofObject(address), connection, connection::close);
    }

    @Override
    public StoredPrefix prefix(String address, StoreOptions options) {
        return new S3Prefix(Address.ofPrefix(address), connection(options), MOST_LISTED);
    }

    private static S3Connection connection(StoreOptions options) {
        DigestAlgorithm checksum = options.checksum();
        if (checksum != null && !CHECKSUMS.contains(checksum)) {
            throw new IllegalArgumentException("checksum " + checksum + ": expected one of " + CHECKSUMS);
        }
        PartSize.check(options.partBytes());
        if (options.endpoint() != null) {
            S3Client.checked(options.endpoint());
        }
        return new S3Connection(options);
    }
}
