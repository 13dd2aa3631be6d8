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
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

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
                    .exceptionallyCompose(failure -> explained(client, failure));
            HeadObjectResponse head = connection.await("HeadObject", request);
            return head == null ? null : state(head);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    private static State state(HeadObjectResponse head) throws IOException {
        if (head.contentLength() == null || head.eTag() == null) {
            throw new IOException("the answer to HeadObject is not that of S3: it has no size or no ETag");
        }
        return new State(head.contentLength(), head.eTag(), Checksums.of(head));
    }

    /**
     * A response to HEAD has no body: it states neither whether the object or its bucket is missing, nor the reason of a
     * refusal.
     */
    private CompletableFuture<@Nullable HeadObjectResponse> explained(S3AsyncClient client, Throwable failure) {
        if (failure.getCause() instanceof NoSuchKeyException) {
            return connection.requireBucket(client, address.bucket()).thenApply(_ -> null);
        }
        if (failure.getCause() instanceof S3Exception refusal && refusal.statusCode() / 100 == 4) {
            return client.getObject(
                            get -> get.bucket(address.bucket())
                                    .key(address.key())
                                    .range("bytes=0-0"),
                            AsyncResponseTransformer.toBytes())
                    .thenCompose(_ -> CompletableFuture.failedFuture(failure));
        }
        return CompletableFuture.failedFuture(failure);
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
