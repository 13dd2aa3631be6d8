// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.DataRanges;
import io.dgen.DigestAlgorithm;
import io.dgen.MultipartDigest;
import io.dgen.StreamDigest;
import io.dgen.store.StoreOptions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Sends ranges as an object: in one request if it has one part, otherwise as a multipart upload. */
final class Upload {
    private static final int ABORT_SECONDS = 3;
    private static final long DIGEST_BYTES = 1 << 20;

    /** Passing the digest of so few bytes to another thread takes longer than making it. */
    private static final long SMALL_BYTES = 64 << 10;

    private final S3Connection connection;
    private final S3AsyncClient client;
    private final Address address;
    private final DataRanges data;
    private final @Nullable DigestAlgorithm algorithm;
    private final long partBytes;
    private final Semaphore permits;
    private final SentBytes sent;

    Upload(S3Connection connection, Address address, DataRanges data, LongConsumer progress) throws IOException {
        StoreOptions options = connection.options();
        this.connection = connection;
        this.client = connection.client();
        this.address = address;
        this.data = data;
        this.algorithm = options.checksum();
        this.partBytes = PartSize.of(options.partBytes(), data.lengthBytes());
        this.permits = connection.uploads();
        this.sent = new SentBytes(progress);
    }

    void run() throws IOException, InterruptedException {
        if (data.lengthBytes() <= partBytes) {
            sendWhole();
        } else {
            sendParts();
        }
    }

    private void sendWhole() throws IOException, InterruptedException {
        StreamDigest digest = digest(data);
        permits.acquire();
        try {
            requireTag(connection
                    .await(
                            "PutObject",
                            client.putObject(
                                    request -> request.bucket(address.bucket())
                                            .key(address.key())
                                            .checksumCRC32C(Checksums.crc32c(digest))
                                            .checksumCRC64NVME(Checksums.crc64nvme(digest)),
                                    new RangeBody(data, sent.request())))
                    .eTag());
        } finally {
            permits.release();
        }
    }

    /** An HTTP server that is no object store may answer with success. */
    private static String requireTag(@Nullable String tag) throws IOException {
        if (tag == null) {
            throw new IOException("the answer to the upload is not that of S3: it has no ETag");
        }
        return tag;
    }

    private void sendParts() throws IOException, InterruptedException {
        String id = connection
                .await(
                        "CreateMultipartUpload",
                        client.createMultipartUpload(request -> request.bucket(address.bucket())
                                .key(address.key())
                                .checksumAlgorithm(Checksums.algorithm(algorithm))
                                .checksumType(Checksums.type(algorithm))))
                .uploadId();
        Parts parts = new Parts(id);
        try {
            parts.send();
            complete(id, parts);
        } catch (IOException | InterruptedException | RuntimeException e) {
            parts.cancel();
            abort(id);
            throw e;
        }
    }

    private void complete(String id, Parts parts) throws IOException, InterruptedException {
        List<CompletedPart> completed = parts.completed();
        StreamDigest whole = algorithm == null ? null : new MultipartDigest(parts.digests).whole();
        connection.await(
                "CompleteMultipartUpload",
                client.completeMultipartUpload(request -> request.bucket(address.bucket())
                        .key(address.key())
                        .uploadId(id)
                        .multipartUpload(upload -> upload.parts(completed))
                        .checksumType(Checksums.type(algorithm))
                        .checksumCRC32C(Checksums.crc32c(whole))
                        .checksumCRC64NVME(Checksums.crc64nvme(whole))));
    }

    /** Removes the parts, which would cost money until then. If this fails, too, the first failure is the one to report. */
    private void abort(String id) {
        boolean isInterrupted = Thread.interrupted();
        try {
            client.abortMultipartUpload(request ->
                            request.bucket(address.bucket()).key(address.key()).uploadId(id))
                    .handle((_, _) -> id)
                    .completeOnTimeout(id, ABORT_SECONDS, TimeUnit.SECONDS)
                    .join();
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Digests in short tasks: the threads also serve the connections. */
    private @Nullable StreamDigest digest(DataRanges part) throws IOException, InterruptedException {
        if (algorithm == null) {
            return null;
        }
        if (part.lengthBytes() <= SMALL_BYTES) {
            synchronized (connection) { // one of the threads that upload at a time
                return StreamDigest.of(part, algorithm);
            }
        }
        Queue<CompletableFuture<StreamDigest>> slices = new ArrayDeque<>();
        long start = 0;
        do {
            DataRanges slice = part.slice(start, Math.min(DIGEST_BYTES, part.lengthBytes() - start));
            slices.add(CompletableFuture.supplyAsync(() -> StreamDigest.of(slice, algorithm), connection.executor()));
            start += DIGEST_BYTES;
        } while (start < part.lengthBytes());
        StreamDigest digest = connection.await("", slices.remove());
        for (CompletableFuture<StreamDigest> next : slices) {
            digest = digest.then(connection.await("", next));
        }
        return digest;
    }

    /** Sends as many parts at the same time as there are permits; meanwhile, the calling thread digests the next one. */
    private final class Parts {
        private final String id;
        private final List<CompletableFuture<UploadPartResponse>> requests = new ArrayList<>();
        private final List<StreamDigest> digests = new ArrayList<>();
        private volatile boolean hasFailed;

        Parts(String id) {
            this.id = id;
        }

        void send() throws IOException, InterruptedException {
            for (long start = 0; start < data.lengthBytes() && !hasFailed; start += partBytes) {
                long length = Math.min(partBytes, data.lengthBytes() - start);
                DataRanges part = data.slice(start, length);
                StreamDigest digest = digest(part);
                if (digest != null) {
                    digests.add(digest);
                }
                permits.acquire();
                try {
                    requests.add(request(part, digest, requests.size() + 1));
                } catch (RuntimeException e) { // others would wait for the permit
                    permits.release();
                    throw e;
                }
            }
        }

        private CompletableFuture<UploadPartResponse> request(
                DataRanges part, @Nullable StreamDigest digest, int number) {
            CompletableFuture<UploadPartResponse> request = client.uploadPart(
                    builder -> builder.bucket(address.bucket())
                            .key(address.key())
                            .uploadId(id)
                            .partNumber(number)
                            .checksumCRC32C(Checksums.crc32c(digest))
                            .checksumCRC64NVME(Checksums.crc64nvme(digest)),
                    new RangeBody(part, sent.request()));
            request.whenComplete((_, failure) -> {
                hasFailed |= failure != null;
                permits.release();
            });
            return request;
        }

        List<CompletedPart> completed() throws IOException, InterruptedException {
            List<CompletedPart> completed = new ArrayList<>();
            for (CompletableFuture<UploadPartResponse> request : requests) {
                String tag = requireTag(connection.await("UploadPart", request).eTag());
                StreamDigest digest = algorithm == null ? null : digests.get(completed.size());
                completed.add(CompletedPart.builder()
                        .partNumber(completed.size() + 1)
                        .eTag(tag)
                        .checksumCRC32C(Checksums.crc32c(digest))
                        .checksumCRC64NVME(Checksums.crc64nvme(digest))
                        .build());
            }
            return completed;
        }

        void cancel() {
            requests.forEach(request -> request.cancel(true));
        }
    }
}
