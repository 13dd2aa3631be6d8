// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.store.StoredObject;
import io.dgen.store.StoredPrefix;
import java.io.IOException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The objects below a prefix, by one client. */
final class S3Prefix implements StoredPrefix {
    private final Address address;
    private final S3Connection connection;
    private final int pageObjects;

    /**
     * @param address its key ends with a slash
     * @param pageObjects most objects that one answer lists
     */
    S3Prefix(Address address, S3Connection connection, int pageObjects) {
        this.address = address;
        this.connection = connection;
        this.pageObjects = pageObjects;
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
            ListObjectsV2Response page = S3Failure.await(connection.client().listObjectsV2(request));
            for (var object : page.contents()) {
                String path = object.key().substring(address.key().length());
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

    @Override
    public void close() {
        connection.close();
    }
}
