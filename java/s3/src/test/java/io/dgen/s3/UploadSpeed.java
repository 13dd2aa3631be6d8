// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.DataRange;
import io.dgen.DataRanges;
import io.dgen.DataStream;
import io.dgen.DigestAlgorithm;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.store.StoreOptions;
import io.dgen.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * Uploads generated data, and parts from memory, to a server that discards them, in turns, and prints the rates and their
 * ratio. Arguments: bytes of an upload, seconds.
 */
final class UploadSpeed {
    private static final long PART_BYTES = 16 << 20;
    private static final int TRANSFERS = 4;

    private UploadSpeed() {}

    public static void main(String[] args) throws Exception {
        long bytes = Long.parseLong(args[0]);
        long end = System.nanoTime() + Long.parseLong(args[1]) * 1_000_000_000L;
        Server.login();
        try (SinkServer server = new SinkServer()) {
            DataRange data = new DataStream(
                            GeneratorConfig.of(Recipe.parse("dgen1:seed=7,compress=2,dedup=2,size=" + bytes)))
                    .range();
            List<Double> memory = new ArrayList<>();
            List<Double> generated = new ArrayList<>();
            List<Double> withChecksum = new ArrayList<>();
            while (System.nanoTime() < end) {
                memory.add(seconds(() -> fromMemory(server, data)));
                generated.add(seconds(() -> generate(server, data, null)));
                withChecksum.add(seconds(() -> generate(server, data, DigestAlgorithm.CRC64NVME)));
            }
            print("memory", memory, bytes, memory);
            print("generated", generated, bytes, memory);
            print("generated, crc64nvme", withChecksum, bytes, memory);
            System.out.println("heap after a collection, MiB: " + usedMebibytes());
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static double seconds(Action action) throws Exception {
        long start = System.nanoTime();
        action.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void generate(SinkServer server, DataRange data, @Nullable DigestAlgorithm checksum)
            throws Exception {
        StoreOptions options = options(server, checksum);
        try (StoredObject object = new S3Provider().object("s3://bucket/key", options)) {
            object.upload(new DataRanges(List.of(data)), done -> {});
        }
    }

    private static StoreOptions options(SinkServer server, @Nullable DigestAlgorithm checksum) {
        return new StoreOptions(server.endpoint(), checksum, PART_BYTES, TRANSFERS, 0, StoreOptions.USUAL_TIMEOUT);
    }

    private static void fromMemory(SinkServer server, DataRange data) throws Exception {
        byte[] part = new byte[(int) PART_BYTES];
        data.stream().fill(0, part);
        Semaphore permits = new Semaphore(TRANSFERS);
        try (S3Connection connection = new S3Connection(options(server, null))) {
            S3AsyncClient client = connection.client();
            List<CompletableFuture<?>> parts = new ArrayList<>();
            for (long done = 0; done < data.lengthBytes(); done += PART_BYTES) {
                permits.acquire();
                int number = parts.size() + 1;
                parts.add(client.uploadPart(
                                request -> request.bucket("bucket")
                                        .key("key")
                                        .uploadId("1")
                                        .partNumber(number),
                                AsyncRequestBody.fromBytesUnsafe(part))
                        .whenComplete((_, _) -> permits.release()));
            }
            CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).join();
        }
    }

    private static void print(String name, List<Double> seconds, long bytes, List<Double> reference) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %.3f GB/s, %.3f of memory, median of %d%n",
                name,
                bytes / median(seconds) / 1e9,
                median(reference) / median(seconds),
                seconds.size());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static long usedMebibytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
