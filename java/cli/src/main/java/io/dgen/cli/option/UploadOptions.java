// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.DigestAlgorithm;
import io.dgen.cli.exit.Failure;
import io.dgen.store.StoreOptions;
import io.dgen.store.StoredObject;
import io.dgen.store.StoredPrefix;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of uploads. */
public final class UploadOptions {
    @Mixin
    private final StoreOption storeOption = new StoreOption();

    @Option(
            names = "--checksum",
            paramLabel = "A",
            converter = Converters.OfDigestAlgorithm.class,
            description = "For objects: the checksum that the store compares with the data that it receives:"
                    + " crc64nvme or crc32c. Default: crc64nvme.")
    private @Nullable DigestAlgorithm checksum;

    @Option(names = "--no-checksum", description = "For a store that knows neither of them.")
    private boolean noChecksum;

    /**
     * {@return an object to write}
     *
     * @param runOptions threads, and size of the parts
     * @param writers requests at the same time; null for the usual number
     */
    public StoredObject object(String address, RunOptions runOptions, @Nullable Integer writers) throws Failure {
        return StoreOption.object(address, options(runOptions, writers));
    }

    /** {@return objects to write} Parameters are those of {@link #object}. */
    public StoredPrefix prefix(String address, RunOptions runOptions, @Nullable Integer writers) throws Failure {
        return StoreOption.prefix(address, options(runOptions, writers));
    }

    private StoreOptions options(RunOptions runOptions, @Nullable Integer writers) throws Failure {
        Long partBytes = runOptions.chunkBytes();
        return storeOption.options(algorithm(), partBytes == null ? 0 : partBytes, writers, runOptions.threads());
    }

    private @Nullable DigestAlgorithm algorithm() throws Failure {
        Failure.unless(checksum == null || !noChecksum, "--checksum and --no-checksum exclude each other");
        return noChecksum ? null : checksum == null ? DigestAlgorithm.CRC64NVME : checksum;
    }

    /** As {@link StoreOption#requireNone}. */
    public void requireNone(String name) throws Failure {
        storeOption.requireNone(name);
        Failure.unless(
                checksum == null && !noChecksum,
                "--checksum, --no-checksum: expected an address such as s3://bucket/key, not " + name);
    }
}
