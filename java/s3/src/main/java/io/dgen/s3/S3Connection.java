// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.store.StoreOptions;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * The client of a store and its threads, created by the first request, and the limit of its requests. The threads do
 * everything that takes CPU time: they make the data of uploads, digest it, and send it. Thread-safe.
 */
final class S3Connection implements Closeable {
    private final StoreOptions options;
    private final Semaphore uploads;
    private final S3Failure failures;
    private @Nullable S3AsyncClient client;
    private @Nullable EventLoops threads;
    private volatile boolean hasBucket;

    S3Connection(StoreOptions options) {
        this.options = options;
        this.uploads = new Semaphore(options.transfers());
        this.failures = new S3Failure(options.timeout());
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
                client = S3Client.of(options, threads());
            } catch (SdkException e) {
                throw failures.of("", e);
            } catch (IllegalArgumentException e) {
                throw new IOException("configuration of the AWS SDK: " + e.getMessage(), e);
            }
        }
        return client;
    }

    private synchronized EventLoops threads() {
        if (threads == null) {
            threads = S3Client.threads(options);
        }
        return threads;
    }

    /** {@return what runs short tasks on the threads of the client} */
    Executor executor() {
        return threads();
    }

    /**
     * Waits for the result of a request.
     *
     * @param operation the name of S3 for it
     */
    <T> T await(String operation, CompletableFuture<T> request) throws IOException, InterruptedException {
        return failures.await(operation, request);
    }

    /** Completes exceptionally if there is no such bucket. Asks once: all objects of a connection are in one bucket. */
    CompletableFuture<Void> requireBucket(S3AsyncClient open, String bucket) {
        return hasBucket
                ? CompletableFuture.completedFuture(null)
                : open.headBucket(head -> head.bucket(bucket)).thenAccept(_ -> hasBucket = true);
    }

    /** Waits for nothing: the SDK would wait at least 2 s for its threads to end, and up to 16 s. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
        if (threads != null) {
            threads.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            threads = null;
        }
    }
}
