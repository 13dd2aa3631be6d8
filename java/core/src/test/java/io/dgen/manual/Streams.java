// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.manual;

import io.dgen.ByteSize;
import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.Diagnosis;
import io.dgen.DiagnosisText;
import io.dgen.DigestAlgorithm;
import io.dgen.Explainer;
import io.dgen.GeneratorConfig;
import io.dgen.NumaBufferPool;
import io.dgen.NumaPolicy;
import io.dgen.Recipe;
import io.dgen.StreamDigest;
import io.dgen.Verification;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Examples of streams. */
final class Streams {
    private Streams() {}

    static String write(String size, OutputStream system) throws IOException {
        // @start region="write"
        GeneratorConfig config = GeneratorConfig.builder()
                .sizeBytes(ByteSize.parse(size)) // such as "1GiB"
                .dedupRatio(2.5)
                .compressRatio(1.8)
                .build();
        try (DataGenerator generator = new DataGenerator(config)) {
            byte[] chunk = new byte[generator.recommendedChunkSize()];
            while (!generator.isComplete()) {
                int n = generator.fillChunk(chunk);
                system.write(chunk, 0, n);
            }
        }
        String recipe = config.recipe().toString(); // keep it: verification needs nothing else
        // @end
        return recipe;
    }

    static List<String> verify(Path file, String recipe) throws IOException, InterruptedException {
        List<String> causes = new ArrayList<>();
        // @start region="verify"
        DataStream stream = new DataStream(GeneratorConfig.of(Recipe.parse(recipe)));
        try (FileChannel channel = FileChannel.open(file);
                Arena arena = Arena.ofShared()) {
            MemorySegment data = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            Explainer explainer = new Explainer(stream, List.of(), Explainer.Effort.QUICK);
            Verification result = explainer.verify(0, data);
            if (!result.isOk()) {
                DiagnosisText text = new DiagnosisText(stream.recipe(), 0);
                for (Diagnosis diagnosis : explainer.explain()) {
                    causes.add(text.of(diagnosis)); // such as "offset 4096, 8192 bytes (8KiB): zeros"
                }
            }
        }
        // @end
        return causes;
    }

    static List<DataStream> ranks(long seed, int ranks, long size) {
        List<DataStream> streams = new ArrayList<>();
        // @start region="ranks"
        for (int rank = 0; rank < ranks; rank++) {
            streams.add(new DataStream(GeneratorConfig.builder()
                    .seed(seed)
                    .streamId(rank) // streams of one seed have no content in common
                    .sizeBytes(size)
                    .build()));
        }
        // @end
        return streams;
    }

    static String digest(DataStream stream) {
        // @start region="digest"
        StreamDigest digest = StreamDigest.of(stream, DigestAlgorithm.CRC64NVME);
        String expected = digest.base64(); // what Amazon S3 returns as x-amz-checksum-crc64nvme
        // @end
        return expected;
    }

    static void lend(DataGenerator generator, NumaPolicy policy) throws InterruptedException {
        // @start region="lend"
        try (NumaBufferPool pool = NumaBufferPool.allocate(16, 1 << 20, policy);
                NumaBufferPool.Lease lease = pool.acquire()) {
            generator.fillChunk(lease.segment());
        }
        // @end
    }
}
