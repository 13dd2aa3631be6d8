// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.DataRanges;
import io.dgen.store.StoredObject;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** An object in a bucket. */
final class S3Object implements StoredObject {
    private final Address address;
    private final S3Connection connection;
    private final Runnable onClose;

    S3Object(Address address, S3Connection connection, Runnable onClose) {
        this.address = address;
        this.connection = connection;
        this.onClose = onClose;
    }

    @Override
    public @Nullable State state() throws IOException {
        try {
            S3AsyncClient client = connection.client();
            CompletableFuture<@Nullable HeadObjectResponse> request = client.headObject(head ->
                            head.bucket(address.bucket()).key(address.key()).checksumMode(ChecksumMode.ENABLED))
                    .exceptionallyCompose(failure -> absent(client, failure));
            HeadObjectResponse head = connection.await("HeadObject", request);
            return head == null ? null : new State(head.contentLength(), head.eTag(), Checksums.of(head));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    /** A response to HEAD has no body: it does not state whether the object or its bucket is missing. */
    private CompletableFuture<@Nullable HeadObjectResponse> absent(S3AsyncClient client, Throwable failure) {
        return failure.getCause() instanceof NoSuchKeyException
                ? connection.requireBucket(client, address.bucket()).thenApply(_ -> null)
                : CompletableFuture.failedFuture(failure);
    }

    @Override
    public void upload(DataRanges data, LongConsumer progress) throws IOException, InterruptedException {
        new Upload(connection, address, data, progress).run();
    }

    @Override
    public void write(String text) throws IOException, InterruptedException {
        connection.await(
                "PutObject",
                connection
                        .client()
                        .putObject(
                                put -> put.bucket(address.bucket()).key(address.key()),
                                AsyncRequestBody.fromString(text)));
    }

    @Override
    public void read(String version, long position, MemorySegment target) throws IOException, InterruptedException {
        if (target.byteSize() == 0) {
            return;
        }
        String range = "bytes=" + position + "-" + (position + target.byteSize() - 1);
        connection.await(
                "GetObject",
                connection
                        .client()
                        .getObject(
                                get -> get.bucket(address.bucket())
                                        .key(address.key())
                                        .range(range)
                                        .ifMatch(version),
                                new RangedRead(target)));
    }

    @Override
    public void close() {
        onClose.run();
    }
}
