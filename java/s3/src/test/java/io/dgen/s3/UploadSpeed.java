// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.DataRanges;
import io.dgen.DataStream;
import io.dgen.DigestAlgorithm;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.store.StoreOptions;
import io.dgen.store.StoredPrefix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * Uploads generated data, and the same bytes from memory, to a server that discards them, in turns, and prints the rates and
 * their ratio. Arguments: bytes of an object, number of objects, seconds. An object of more than 16 MiB has parts.
 */
final class UploadSpeed {
    private static final long PART_BYTES = 16 << 20;
    private static final int TRANSFERS = 16;

    private final SinkServer server;
    private final DataStream stream;
    private final int objects;

    private UploadSpeed(SinkServer server, DataStream stream, int objects) {
        this.server = server;
        this.stream = stream;
        this.objects = objects;
    }

    public static void main(String[] args) throws Exception {
        long bytes = Long.parseLong(args[0]);
        int objects = Integer.parseInt(args[1]);
        long end = System.nanoTime() + Long.parseLong(args[2]) * 1_000_000_000L;
        Server.login();
        DataStream stream = new DataStream(
                GeneratorConfig.of(Recipe.parse("dgen1:seed=7,compress=2,dedup=2,block=4KiB,size=" + bytes * objects)));
        try (SinkServer server = new SinkServer()) {
            UploadSpeed speed = new UploadSpeed(server, stream, objects);
            List<Double> memory = new ArrayList<>();
            List<Double> generated = new ArrayList<>();
            List<Double> withChecksum = new ArrayList<>();
            while (System.nanoTime() < end) {
                memory.add(seconds(speed::fromMemory));
                generated.add(seconds(() -> speed.generate(null)));
                withChecksum.add(seconds(() -> speed.generate(DigestAlgorithm.CRC64NVME)));
            }
            speed.print("memory", memory, memory);
            speed.print("generated", generated, memory);
            speed.print("generated, crc64nvme", withChecksum, memory);
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

    private long objectBytes() {
        return stream.totalSize() / objects;
    }

    private DataRanges object(long index) {
        return new DataRanges(List.of(stream.range(index * objectBytes(), objectBytes())));
    }

    /** As the command line does it: each of some threads uploads one object after the other. */
    private void generate(@Nullable DigestAlgorithm checksum) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (StoredPrefix prefix = new S3Provider().prefix("s3://bucket", options(checksum))) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < Math.min(TRANSFERS, objects); i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int object = next.getAndIncrement(); object < objects; object = next.getAndIncrement()) {
                        upload(prefix, object);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private void upload(StoredPrefix prefix, int object) {
        try {
            prefix.object("f" + object).upload(object(object), _ -> {});
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private StoreOptions options(@Nullable DigestAlgorithm checksum) {
        return new StoreOptions(server.endpoint(), checksum, PART_BYTES, TRANSFERS, 0, StoreOptions.USUAL_TIMEOUT);
    }

    private void fromMemory() throws IOException, InterruptedException {
        byte[] part = new byte[(int) Math.min(PART_BYTES, objectBytes())];
        stream.fill(0, part);
        Semaphore permits = new Semaphore(TRANSFERS);
        try (S3Connection connection = new S3Connection(options(null))) {
            S3AsyncClient client = connection.client();
            List<CompletableFuture<?>> requests = new ArrayList<>();
            for (long done = 0; done < stream.totalSize(); done += part.length) {
                permits.acquire();
                int number = requests.size() + 1;
                AsyncRequestBody body = AsyncRequestBody.fromBytesUnsafe(part);
                requests.add((objects == 1
                                ? client.uploadPart(
                                        request -> request.bucket("bucket")
                                                .key("key")
                                                .uploadId("1")
                                                .partNumber(number),
                                        body)
                                : client.putObject(
                                        request -> request.bucket("bucket").key("f" + number), body))
                        .whenComplete((_, _) -> permits.release()));
            }
            CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new)).join();
        }
    }

    private void print(String name, List<Double> seconds, List<Double> reference) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %.3f GB/s, %.0f objects/s, %.3f of memory, median of %d%n",
                name,
                stream.totalSize() / median(seconds) / 1e9,
                objects / median(seconds),
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
