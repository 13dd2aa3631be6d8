// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.DataGenerator;
import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.NodeGenerator;
import io.dgen.NumaBufferPool;
import io.dgen.NumaMode;
import io.dgen.NumaPolicy;
import io.dgen.NumberSource;
import io.dgen.Recipe;
import io.dgen.SystemInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Uses each part of one copy of the library. {@link Redeployment} runs it in many class loaders. */
public final class RedeployedUse implements Runnable {
    /** Enough for helper threads, which stay for some seconds. */
    private static final int BYTES = 5 << 20;

    private static final int FEW_BYTES = 1 << 17;

    @Override
    public void run() {
        SystemInfo info = SystemInfo.get();
        use(Engine.AUTO, FEW_BYTES);
        for (SystemInfo.EngineInfo engine : info.engines()) {
            if (engine.unavailable() == null) {
                use(engine.engine(), engine.engine() == Engine.NATIVE ? BYTES : FEW_BYTES);
            }
        }
    }

    private static void use(Engine engine, int size) {
        GeneratorConfig config = GeneratorConfig.builder()
                .seed(1)
                .sizeBytes(size)
                .compressRatio(2)
                .dedupRatio(2)
                .engine(engine)
                .maxThreads(4)
                .numaMode(NumaMode.FORCE)
                .build();
        DataStream stream = new DataStream(config);
        byte[] bytes = new byte[size];
        stream.fill(0, bytes);
        bytes[7] ^= 1;
        check(stream.verify(0, bytes).wrongBytes() == 1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(size);
            stream.fill(0, segment);
            check(stream.verify(0, segment).isOk());
        }
        useMapped(stream);
        useNumbers(engine);
        try (DataGenerator generator = new DataGenerator(stream);
                NumaBufferPool pool = NumaBufferPool.allocate(2, 1 << 16, NumaPolicy.local());
                NumaBufferPool.Lease lease = pool.acquire()) {
            check(generator.fillChunk(lease.segment()) == 1 << 16);
            List<NodeGenerator> nodes = generator.perNode(1, 1 << 16);
            nodes.forEach(NodeGenerator::close);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void useNumbers(Engine engine) {
        Recipe recipe = Recipe.parse("dgen1:seed=1,size=64KiB,type=fp32,dist=normal,mean=0,sd=1,dim=4");
        float[] row = new float[4];
        NumberSource numbers = new NumberSource(new DataStream(
                GeneratorConfig.builder().recipe(recipe).engine(engine).build()));
        numbers.fill(0, row);
    }

    private static void useMapped(DataStream stream) {
        try (Arena arena = Arena.ofShared()) {
            Path file = Files.createTempFile("dgen-redeployed", ".bin");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                MemorySegment mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, stream.totalSize(), arena);
                stream.fill(0, mapped);
                check(stream.verify(0, mapped).isOk());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("wrong result");
        }
    }
}
