// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.DigestAlgorithm;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Stores;
import io.dgen.store.StoreOptions;
import io.dgen.store.StoredObject;
import io.dgen.store.StoredPrefix;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach an object store. */
public final class StoreOption {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "For addresses s3://: the address of a server other than those of Amazon, such as"
                    + " http://localhost:9000. Region, profile and credentials come from the variables and files of"
                    + " the AWS SDK.")
    private @Nullable URI endpoint;

    /**
     * {@return the object of an address}
     *
     * @param checksum for an upload; null for none
     * @param partBytes for an upload; null for the usual size
     * @param transfers requests at the same time; null for the usual number
     */
    public StoredObject object(
            String address, @Nullable DigestAlgorithm checksum, @Nullable Long partBytes, @Nullable Integer transfers)
            throws Failure {
        StoreOptions options = options(checksum, partBytes, transfers);
        return IoFailures.translate(address, () -> Stores.object(address, options));
    }

    /** {@return the objects below an address} Parameters are those of {@link #object}. */
    public StoredPrefix prefix(
            String address, @Nullable DigestAlgorithm checksum, @Nullable Long partBytes, @Nullable Integer transfers)
            throws Failure {
        StoreOptions options = options(checksum, partBytes, transfers);
        return IoFailures.translate(address, () -> Stores.prefix(address, options));
    }

    private StoreOptions options(
            @Nullable DigestAlgorithm checksum, @Nullable Long partBytes, @Nullable Integer transfers) {
        return new StoreOptions(
                endpoint,
                checksum,
                partBytes == null ? 0 : partBytes,
                transfers == null ? Transfers.USUAL_REMOTE : transfers);
    }

    /** @param name of an input or output that is no object */
    public void requireNone(String name) throws Failure {
        Failure.unless(endpoint == null, "--endpoint: expected an address such as s3://bucket/key, not " + name);
    }
}
