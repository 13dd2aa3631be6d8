// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import io.dgen.DigestAlgorithm;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Stores;
import io.dgen.store.StoreOptions;
import io.dgen.store.StoredObject;
import io.dgen.store.StoredPrefix;
import java.net.URI;
import java.time.Duration;
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

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = Converters.OfTimeout.class,
            description =
                    "For addresses s3://: longest time without any byte from or to the server, 1 to 3600. Then the"
                            + " request is repeated, or fails. Default: 30.")
    private @Nullable Integer timeoutSeconds;

    /**
     * {@return an object to read}
     *
     * @param readers requests at the same time; null for the usual number
     */
    public StoredObject object(String address, @Nullable Integer readers) throws Failure {
        return object(address, options(null, 0, readers, 0));
    }

    /** {@return objects to read or to remove} Parameters are those of {@link #object}. */
    public StoredPrefix prefix(String address, @Nullable Integer readers) throws Failure {
        return prefix(address, options(null, 0, readers, 0));
    }

    static StoredObject object(String address, StoreOptions options) throws Failure {
        return IoFailures.translate(address, () -> Stores.object(address, options));
    }

    static StoredPrefix prefix(String address, StoreOptions options) throws Failure {
        return IoFailures.translate(address, () -> Stores.prefix(address, options));
    }

    /** As {@link StoreOptions}, with the usual number of transfers for null. */
    StoreOptions options(@Nullable DigestAlgorithm checksum, long partBytes, @Nullable Integer transfers, int threads) {
        return new StoreOptions(
                endpoint,
                checksum,
                partBytes,
                transfers == null ? Transfers.USUAL_REMOTE : transfers,
                threads,
                timeoutSeconds == null ? StoreOptions.USUAL_TIMEOUT : Duration.ofSeconds(timeoutSeconds));
    }

    /** @param name of an input or output that is no object */
    public void requireNone(String name) throws Failure {
        Failure.unless(
                endpoint == null && timeoutSeconds == null,
                "--endpoint, --timeout: expected an address such as s3://bucket/key, not " + name);
    }
}
