// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Removes objects, many in a request. Some stores take only one object in a request. */
final class Deletion {
    private final S3Connection connection;
    private final Address prefix;
    private final int mostObjects;

    /** Whether the store has refused a request with several objects, and then accepted one with the first of them. */
    private volatile boolean isSingle;

    Deletion(S3Connection connection, Address prefix, int mostObjects) {
        this.connection = connection;
        this.prefix = prefix;
        this.mostObjects = mostObjects;
    }

    void delete(List<String> paths) throws IOException, InterruptedException {
        for (int start = 0; start < paths.size(); start += mostObjects) {
            List<String> batch = paths.subList(start, Math.min(paths.size(), start + mostObjects));
            if (isSingle) {
                deleteSingly(batch);
            } else {
                deleteTogether(batch);
            }
        }
    }

    private void deleteTogether(List<String> paths) throws IOException, InterruptedException {
        List<ObjectIdentifier> keys = paths.stream()
                .map(path -> ObjectIdentifier.builder().key(prefix.key() + path).build())
                .toList();
        DeleteObjectsResponse response;
        try {
            response = connection.await(
                    "DeleteObjects",
                    connection
                            .client()
                            .deleteObjects(request -> request.bucket(prefix.bucket())
                                    .delete(Delete.builder()
                                            .objects(keys)
                                            .quiet(true)
                                            .build())));
        } catch (IOException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            deleteSingly(paths);
            isSingle = true;
            return;
        }
        if (response.hasErrors() && !response.errors().isEmpty()) {
            S3Error first = response.errors().getFirst();
            throw new IOException(first.key().substring(prefix.key().length()) + ": " + first.code() + ", and "
                    + (response.errors().size() - 1) + " more of " + paths.size() + " objects were not removed");
        }
    }

    /** {@return whether the store has answered that it cannot do this} */
    private static boolean isRefusal(IOException e) {
        return e.getCause() instanceof S3Exception answer
                && switch (answer.statusCode()) {
                    case 400, 405, 411, 501 -> true;
                    default -> false;
                };
    }

    private void deleteSingly(List<String> paths) throws IOException, InterruptedException {
        Semaphore permits = connection.uploads();
        List<CompletableFuture<DeleteObjectResponse>> requests = new ArrayList<>();
        for (String path : paths) {
            permits.acquire();
            requests.add(connection
                    .client()
                    .deleteObject(request -> request.bucket(prefix.bucket()).key(prefix.key() + path))
                    .whenComplete((_, _) -> permits.release()));
        }
        for (int i = 0; i < requests.size(); i++) {
            try {
                connection.await("DeleteObject", requests.get(i));
            } catch (IOException e) {
                throw new IOException(paths.get(i) + ": " + e.getMessage(), e);
            }
        }
    }
}
