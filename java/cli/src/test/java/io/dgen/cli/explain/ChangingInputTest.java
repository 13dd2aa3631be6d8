// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DataStream;
import io.dgen.Diagnosis;
import io.dgen.Explainer;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.Verification;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import io.dgen.cli.pipeline.Comparison;
import io.dgen.cli.pipeline.StreamRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

/** A file that is written and truncated while it is verified: whatever verify reads, it reports causes and ends. */
@Timeout(120)
final class ChangingInputTest {
    private static final int SIZE = 9_000_000;
    private static final int SHORTEST = 3_000_000;
    private static final String RECIPE = "dgen1:seed=7,size=" + SIZE + ",block=64KiB,compress=2";
    private static final int RUNS = 3;

    @TempDir
    private Path dir;

    @Test
    void verifyReportsWhatItReads() throws Exception {
        Path file = Files.write(dir.resolve("data"), Cli.bytes(RECIPE));
        AtomicBoolean isDone = new AtomicBoolean();
        CountDownLatch isChanged = new CountDownLatch(1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                try {
                    change(channel, isDone, isChanged);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            isChanged.await();
            for (int i = 0; i < RUNS; i++) {
                check(Cli.run("verify", "--recipe", RECIPE, "--json", file));
            }
            isDone.set(true);
            writer.join();
        }
    }

    /** A chunk was read after the file had grown behind the end that another worker has found. */
    @Test
    void nothingIsReportedBehindTheEnd() throws InterruptedException {
        DataStream stream = new DataStream(GeneratorConfig.of(Recipe.parse(RECIPE)));
        Explainer explainer = new Explainer(stream, List.of(), Explainer.Effort.FULL);
        explainer.verify(SHORTEST + 4096, MemorySegment.ofArray(new byte[4096]));
        Verification prefix = new Verification(SIZE, SHORTEST, false, 0, List.of());
        Comparison.Result result = new Comparison.Result(prefix, List.of(), 0, 0);

        Explanation explanation = Explanation.of(explainer, new StreamRange(0, SIZE), result);

        assertThat(explanation.diagnoses())
                .containsExactly(
                        new Diagnosis(Diagnosis.Cause.MISSING, SHORTEST, SIZE - SHORTEST, 0, new Diagnosis.None()));
    }

    /** The first byte is wrong all the time. */
    private static void change(FileChannel channel, AtomicBoolean isDone, CountDownLatch isChanged) throws IOException {
        byte[] other = Cli.bytes("dgen1:seed=8,size=" + SIZE);
        byte[] right = Cli.bytes(RECIPE);
        right[0] ^= 1;
        channel.write(ByteBuffer.wrap(right, 0, 1), 0);
        Random random = new Random(1);
        while (!isDone.get()) {
            byte[] bytes = random.nextBoolean() ? other : right;
            int at = 1 + random.nextInt(SIZE - 1);
            int length = 1 + random.nextInt(Math.min(1_000_000, SIZE - at));
            channel.write(ByteBuffer.wrap(bytes, at, length), at);
            if (random.nextInt(4) == 0) {
                channel.truncate(SHORTEST + random.nextInt(SIZE - SHORTEST));
            }
            isChanged.countDown();
        }
    }

    private static void check(Outcome outcome) throws IOException {
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(4);
        Map<String, Object> report = JSON.std.mapFrom(outcome.out());
        List<?> diagnoses = (List<?>) report.get("diagnoses");
        assertThat(diagnoses).isNotEmpty();
        long end = 0;
        for (Object each : diagnoses) {
            Map<?, ?> diagnosis = (Map<?, ?>) each;
            long offset = ((Number) diagnosis.get("offset")).longValue();
            assertThat(offset).isGreaterThanOrEqualTo(end);
            end = offset + ((Number) diagnosis.get("length")).longValue();
        }
        assertThat(end).isLessThanOrEqualTo(SIZE);
    }
}
