// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.store.StoredObject;
import io.dgen.store.StoredPrefix;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The objects below a prefix, by one client. */
final class S3Prefix implements StoredPrefix {
    private final Address address;
    private final S3Connection connection;
    private final int pageObjects;
    private final Deletion deletion;

    /**
     * @param address of a prefix
     * @param pageObjects most objects that one request lists or removes
     */
    S3Prefix(Address address, S3Connection connection, int pageObjects) {
        this.address = address;
        this.connection = connection;
        this.pageObjects = pageObjects;
        this.deletion = new Deletion(connection, address, pageObjects);
    }

    @Override
    public StoredObject object(String path) {
        return new S3Object(new Address(address.bucket(), address.key() + path), connection, () -> {});
    }

    @Override
    public void list(Visitor visitor) throws IOException, InterruptedException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(address.bucket())
                .prefix(address.key())
                .maxKeys(pageObjects)
                .encodingType(EncodingType.URL) // XML has no control characters
                .build();
        while (true) {
            ListObjectsV2Response page =
                    connection.await("ListObjectsV2", connection.client().listObjectsV2(request));
            for (var object : page.contents()) {
                String path = path(object.key());
                // Some tools make an empty object for the prefix itself.
                if (!path.isEmpty() && !visitor.visit(path, object.size())) {
                    return;
                }
            }
            String next = page.nextContinuationToken();
            if (next == null) {
                return;
            }
            request = request.toBuilder().continuationToken(next).build();
        }
    }

    private String path(String key) {
        return key.substring(address.key().length());
    }

    @Override
    public void delete(List<String> paths) throws IOException, InterruptedException {
        deletion.delete(paths);
    }

    @Override
    public long abortUploads(Predicate<String> paths) throws IOException, InterruptedException {
        ListMultipartUploadsRequest request = ListMultipartUploadsRequest.builder()
                .bucket(address.bucket())
                .prefix(address.key())
                .encodingType(EncodingType.URL)
                .build();
        long aborted = 0;
        while (true) {
            ListMultipartUploadsResponse page =
                    connection.await("ListMultipartUploads", connection.client().listMultipartUploads(request));
            for (MultipartUpload upload : page.uploads()) {
                if (upload.key().startsWith(address.key()) && paths.test(path(upload.key()))) {
                    connection.await(
                            "AbortMultipartUpload",
                            connection
                                    .client()
                                    .abortMultipartUpload(abort -> abort.bucket(address.bucket())
                                            .key(upload.key())
                                            .uploadId(upload.uploadId())));
                    aborted++;
                }
            }
            if (!Boolean.TRUE.equals(page.isTruncated())) {
                return aborted;
            }
            request = request.toBuilder()
                    .keyMarker(page.nextKeyMarker())
                    .uploadIdMarker(page.nextUploadIdMarker())
                    .build();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
