// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import io.dgen.DigestAlgorithm;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.Converters;
import io.dgen.cli.option.StoreOption;
import io.dgen.store.StoredObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of an upload. */
final class UploadOptions {
    @Mixin
    private final StoreOption storeOption = new StoreOption();

    @Option(
            names = "--checksum",
            paramLabel = "A",
            converter = Converters.OfDigestAlgorithm.class,
            description = "For an object: the checksum that the store compares with the data that it receives:"
                    + " crc64nvme or crc32c. Default: crc64nvme.")
    private @Nullable DigestAlgorithm checksum;

    @Option(names = "--no-checksum", description = "For a store that knows neither of them.")
    private boolean noChecksum;

    StoredObject object(String address, @Nullable Long partBytes, @Nullable Integer transfers) throws Failure {
        Failure.unless(checksum == null || !noChecksum, "--checksum and --no-checksum exclude each other");
        DigestAlgorithm algorithm = checksum == null ? DigestAlgorithm.CRC64NVME : checksum;
        return storeOption.object(address, noChecksum ? null : algorithm, partBytes, transfers);
    }

    void requireNone(String name) throws Failure {
        storeOption.requireNone(name);
        Failure.unless(
                checksum == null && !noChecksum,
                "--checksum, --no-checksum: expected an address such as s3://bucket/key, not " + name);
    }
}
