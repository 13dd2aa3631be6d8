// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.store.StoreOptions;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The client of a store, created by the first request, and the limit of its requests. Thread-safe. */
final class S3Connection implements Closeable {
    private final StoreOptions options;
    private final Semaphore uploads;
    private @Nullable S3AsyncClient client;
    private volatile boolean hasBucket;

    S3Connection(StoreOptions options) {
        this.options = options;
        this.uploads = new Semaphore(options.transfers());
    }

    StoreOptions options() {
        return options;
    }

    /** {@return a permit for each request that sends data at the same time} */
    Semaphore uploads() {
        return uploads;
    }

    synchronized S3AsyncClient client() throws IOException {
        if (client == null) {
            try {
                client = S3Client.of(options);
            } catch (SdkException e) {
                throw S3Failure.of(e);
            } catch (IllegalArgumentException e) {
                throw new IOException("configuration of the AWS SDK: " + e.getMessage(), e);
            }
        }
        return client;
    }

    /** Completes exceptionally if there is no such bucket. Asks once: all objects of a connection are in one bucket. */
    CompletableFuture<Void> requireBucket(S3AsyncClient open, String bucket) {
        return hasBucket
                ? CompletableFuture.completedFuture(null)
                : open.headBucket(head -> head.bucket(bucket)).thenAccept(_ -> hasBucket = true);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
