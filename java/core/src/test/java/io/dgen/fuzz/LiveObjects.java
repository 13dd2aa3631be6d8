// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.fuzz;

import io.dgen.Compression;
import io.dgen.DataGenerator;
import io.dgen.DataRanges;
import io.dgen.DataStream;
import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.Dedup;
import io.dgen.Distribution;
import io.dgen.Engine;
import io.dgen.FileSizes;
import io.dgen.Generation;
import io.dgen.GeneratorConfig;
import io.dgen.Mixture;
import io.dgen.Neighbours;
import io.dgen.NumaBuffer;
import io.dgen.NumaBufferPool;
import io.dgen.NumaPolicy;
import io.dgen.NumberSource;
import io.dgen.NumberType;
import io.dgen.Numbers;
import io.dgen.Recipe;
import io.dgen.RecordSource;
import io.dgen.SystemInfo;
import io.dgen.testing.Configs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Objects of the library that earlier calls returned; calls use them as receivers and arguments. Thread-safe. */
final class LiveObjects {
    private static final int MAX_PER_TYPE = 40;

    private final Map<Class<?>, List<Object>> byType = new HashMap<>();

    /** Starts with usable objects of the main types. */
    LiveObjects(RandomGenerator random) {
        for (Engine engine : Configs.engines()) {
            Recipe recipe = Recipe.builder()
                    .seed(random.nextLong())
                    .sizeBytes(random.nextLong(1, 1 << 20))
                    .blockSizeBytes(4096)
                    .dedup(Dedup.of(2))
                    .build();
            add(recipe);
            GeneratorConfig config = Configs.of(recipe, engine, 3);
            add(config);
            DataStream stream = new DataStream(config);
            add(stream);
            add(stream.range());
            add(new DataRanges(List.of(stream.range(), stream.range())));
            add(stream.range().verifier());
            add(new DataGenerator(config));
            Numbers numbers = new Numbers(
                    NumberType.FP32, new Distribution.Normal(0, 1), 10, random.nextBoolean(), Neighbours.NONE);
            Recipe ofNumbers = Recipe.builder()
                    .seed(random.nextLong())
                    .sizeBytes(40 * random.nextLong(1, 1 << 15))
                    .numbers(numbers)
                    .build();
            add(numbers);
            add(ofNumbers);
            NumberSource source = new NumberSource(new DataStream(Configs.of(ofNumbers, engine, 3)));
            add(source);
            add(source.queries(source.rows() / 2, 0.1));
            RecordSource records = new RecordSource(stream, FileSizes.parse("list(0,10,5000,70000)"));
            add(records);
            add(records.cursor());
            add(records.verifier());
        }
        add(Compression.of(2));
        add(Mixture.parse("1@0.5+4@0.5"));
        add(Dedup.NONE);
        add(new Generation(2, 0.1));
        add(SystemInfo.get());
        add(NumaPolicy.local());
        add(NumaBuffer.allocate(5000, NumaPolicy.local()));
        add(NumaBufferPool.allocate(2, 5000, NumaPolicy.local()));
        Dataset set = Dataset.parse("dgenset1:files=9,size=lognormal(6KiB,1);dgen1:seed=1,block=4KiB,dedup=2");
        add(set);
        add(set.sizes());
        add(set.file(1));
        add(new DatasetContent(set, GeneratorConfig.of(set.body())));
        add(Dataset.builder());
        add(GeneratorConfig.builder());
        add(Recipe.builder());
    }

    /** Keeps the object, or each element of a list, if its type belongs to the library. */
    synchronized void add(@Nullable Object object) {
        if (object instanceof List<?> list) {
            list.stream().limit(3).forEach(this::add);
        } else if (object != null && object.getClass().getPackageName().equals("io.dgen")) {
            keep(object.getClass(), object);
            Arrays.stream(object.getClass().getInterfaces()).forEach(type -> keep(type, object));
        }
    }

    private void keep(Class<?> type, Object object) {
        List<Object> objects = byType.computeIfAbsent(type, t -> new ArrayList<>());
        if (objects.size() == MAX_PER_TYPE) {
            objects.remove(objects.size() / 2);
        }
        objects.add(object);
    }

    synchronized @Nullable Object any(Class<?> type, RandomGenerator random) {
        List<Object> objects = byType.getOrDefault(type, List.of());
        return objects.isEmpty() ? null : objects.get(random.nextInt(objects.size()));
    }
}
