// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.store.StoreOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A store in this JVM, which checks signatures and checksums. It has a bucket; its objects are in memory. */
final class Server implements AutoCloseable {
    static final String BUCKET = "bucket";
    private static final String KEY = "test";
    private static final String SECRET = "secret";

    private final S3Proxy proxy;
    private final S3Connection connection;
    private final S3AsyncClient client;

    Server() throws Exception {
        proxy = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .build();
        proxy.start();
        login(SECRET);
        connection = new S3Connection(options());
        client = connection.client();
        client.createBucket(request -> request.bucket(BUCKET)).join();
    }

    /** Sets the credentials of this JVM. */
    static void login(String secret) {
        System.setProperty("aws.accessKeyId", KEY);
        System.setProperty("aws.secretAccessKey", secret);
    }

    static void login() {
        login(SECRET);
    }

    static void logout() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    /** Options to reach it. */
    StoreOptions options() {
        return new StoreOptions(endpoint(), null, 0, 2, 0, StoreOptions.USUAL_TIMEOUT);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return proxy.getPort();
    }

    void put(String key, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        byte[] digest =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        String checksum = Base64.getEncoder().encodeToString(digest);
        client.putObject(
                        request -> request.bucket(BUCKET).key(key).checksumCRC32C(checksum),
                        AsyncRequestBody.fromBytes(bytes))
                .join();
    }

    byte[] get(String key) {
        return client.getObject(request -> request.bucket(BUCKET).key(key), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArray();
    }

    void delete(String key) {
        client.deleteObject(request -> request.bucket(BUCKET).key(key)).join();
    }

    /** {@return the keys with a prefix, in order} */
    List<String> keys(String prefix) {
        return client.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix)).join().contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Begins an upload that is never completed. */
    void begin(String key) {
        client.createMultipartUpload(request -> request.bucket(BUCKET).key(key)).join();
    }

    /** {@return the keys of the uploads that were not complete} */
    List<String> abortUploads() {
        List<MultipartUpload> uploads = client.listMultipartUploads(request -> request.bucket(BUCKET))
                .join()
                .uploads();
        uploads.forEach(upload -> client.abortMultipartUpload(
                        request -> request.bucket(BUCKET).key(upload.key()).uploadId(upload.uploadId()))
                .join());
        return uploads.stream().map(MultipartUpload::key).toList();
    }

    boolean hasUploads() {
        return client.listMultipartUploads(request -> request.bucket(BUCKET))
                .join()
                .hasUploads();
    }

    @Override
    public void close() throws Exception {
        connection.close();
        proxy.stop();
    }
}
