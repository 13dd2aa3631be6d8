// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.DataRange;
import io.dgen.store.StoreOptions;
import io.dgen.store.StoredObject;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** An object in a bucket. The first request creates the client. */
final class S3Object implements StoredObject {
    private final Address address;
    private final StoreOptions options;
    private @Nullable S3AsyncClient client;

    S3Object(Address address, StoreOptions options) {
        this.address = address;
        this.options = options;
    }

    private synchronized S3AsyncClient client() throws IOException {
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

    @Override
    public @Nullable State state() throws IOException {
        try {
            CompletableFuture<@Nullable HeadObjectResponse> request = client().headObject(head ->
                            head.bucket(address.bucket()).key(address.key()).checksumMode(ChecksumMode.ENABLED))
                    .exceptionallyCompose(failure -> absent(failure));
            HeadObjectResponse head = S3Failure.await(request);
            return head == null ? null : new State(head.contentLength(), head.eTag(), Checksums.of(head));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    /** A response to HEAD has no body: it does not state whether the object or its bucket is missing. */
    private CompletableFuture<@Nullable HeadObjectResponse> absent(Throwable failure) {
        return failure.getCause() instanceof NoSuchKeyException && client != null
                ? client.headBucket(head -> head.bucket(address.bucket())).thenApply(_ -> null)
                : CompletableFuture.failedFuture(failure);
    }

    @Override
    public void upload(DataRange data, LongConsumer progress) throws IOException, InterruptedException {
        new Upload(client(), address, data, options, progress).run();
    }

    @Override
    public void read(String version, long position, MemorySegment target) throws IOException, InterruptedException {
        if (target.byteSize() == 0) {
            return;
        }
        String range = "bytes=" + position + "-" + (position + target.byteSize() - 1);
        S3Failure.await(client().getObject(
                        get -> get.bucket(address.bucket())
                                .key(address.key())
                                .range(range)
                                .ifMatch(version),
                        new RangedRead(target)));
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
