// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.fuzz;

import io.dgen.DataStream;
import io.dgen.Dataset;
import io.dgen.Recipe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Values of every type that the public API takes: ordinary, at a limit, beyond it, or null. */
final class RandomValues {
    private static final long[] LONGS = {
        Long.MIN_VALUE,
        Integer.MIN_VALUE,
        -1,
        0,
        1,
        2,
        511,
        512,
        4095,
        4096,
        4097,
        65_536,
        131_072,
        1 << 20,
        1L << 45,
        Long.MAX_VALUE - 4095,
        Long.MAX_VALUE
    };
    private static final int[] INTS = {Integer.MIN_VALUE, -1, 0, 1, 2, 64, Integer.MAX_VALUE};
    private static final double[] DOUBLES = {
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        -1,
        -0.0,
        0,
        Double.MIN_VALUE,
        0.5,
        1,
        1.0000001,
        1.5,
        2,
        3.7,
        20,
        64,
        64.1,
        1e6,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "1",
        "-1",
        "0x10",
        "4KiB",
        "1.5GiB",
        "99999999999999999999",
        "2",
        "1@0.5+3@0.5",
        "1e9",
        "NaN",
        "ü\uD800\n",
        "copies(1@0.5+3@0.5)",
        "2,window=64KiB",
        "2,hot=20%@80%",
        "2/6",
        "zstd@4KiB",
        "lz4",
        "any",
        "copy",
        "zfs",
        "seed",
        "dgen1:seed=1,size=10MiB,block=4KiB,dedup=2,compress=2,for=zstd@64KiB,texture=cells",
        "dgen1:seed=1,size=10MiB,dedup=copies(1@0.5+3@0.5),compress=1@0.5+3/5@0.5",
        "dgen1:seed=1,size=1EiB,dedup=2,window=1MiB",
        "dgen1:seed=1,size=1MiB,dedup=2,hot=20%@80%",
        "dgen1:seed=1,size=1MiB,block=4KiB,dedup=2,generation=3,change=12.5%",
        "dgen1:seed=1,size=1MiB,format=tar,record=lognormal(4KiB,1),ext=jpg",
        "3",
        "5%",
        "dgenset1:files=100,size=uniform(0..9000),name=d{1}/f{4};dgen1:seed=1,block=4KiB,dedup=2,generation=1,change=5%",
        "dgenset1:total=1MB,size=list(0,100,5000);dgen1:seed=1",
        "dgenset1:files=10,size=4KiB@0.5+5KiB@0.5;dgen1:seed=1,dedup=3",
        "lognormal(64KiB,1.5)[4KiB..16MiB]",
        "uniform(1..2EiB)",
        "list(1,2)",
        "f{9}"
    };

    private final RandomGenerator random;
    private final RandomBuffers buffers;
    private final LiveObjects live;

    RandomValues(RandomGenerator random, LiveObjects live) {
        this.random = random;
        this.buffers = new RandomBuffers(random);
        this.live = live;
    }

    @Nullable
    Object of(Type type) {
        Class<?> raw = raw(type);
        if (!raw.isPrimitive() && random.nextInt(30) == 0) {
            return null;
        }
        if (raw.isEnum()) {
            Object[] constants = raw.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        if (raw.getPackageName().equals("io.dgen")) {
            return live.any(raw, random);
        }
        return switch (raw.getName()) {
            case "boolean" -> random.nextBoolean();
            case "int" -> anInt();
            case "long" -> aLong();
            case "double", "java.lang.Double" -> aDouble();
            case "java.lang.Integer" -> random.nextInt(-1, 4);
            case "java.lang.Long" -> aLong();
            case "java.lang.String" -> text();
            case "java.lang.Object" -> "an object";
            case "[B" -> buffers.bytes();
            case "[I" -> new int[] {random.nextInt(-1, 3), random.nextInt(3)};
            case "java.nio.ByteBuffer" -> buffers.byteBuffer();
            case "java.lang.foreign.MemorySegment" -> buffers.segment();
            case "java.io.InputStream" -> input();
            case "java.lang.Throwable" -> new IOException("a failure");
            case "java.util.concurrent.Flow$Subscription" -> new Subscription();
            case "java.util.function.LongUnaryOperator" -> (LongUnaryOperator) value -> value / 2;
            case "java.util.function.LongFunction" -> (LongFunction<String>) Long::toString;
            case "java.util.function.LongConsumer" -> (LongConsumer) done -> {};
            case "java.nio.channels.ReadableByteChannel" -> Channels.newChannel(input());
            case "java.util.OptionalInt" -> random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(anInt());
            case "java.util.List" -> list((ParameterizedType) type);
            case "java.util.Map", "java.util.SortedMap" -> map((ParameterizedType) type);
            default -> throw new IllegalStateException("no values of type " + type.getTypeName());
        };
    }

    /** An object to call methods of; null if there is none. */
    @Nullable
    Object receiver(Class<?> type) {
        return type.isEnum()
                ? type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)]
                : live.any(type, random);
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case ParameterizedType p -> (Class<?>) p.getRawType();
            case TypeVariable<?> _ -> ByteBuffer.class;
            default -> (Class<?>) type;
        };
    }

    private int anInt() {
        return random.nextBoolean() ? random.nextInt(1, 9) : INTS[random.nextInt(INTS.length)];
    }

    private long aLong() {
        return random.nextBoolean() ? random.nextLong(1 << 20) : LONGS[random.nextInt(LONGS.length)];
    }

    private double aDouble() {
        return random.nextBoolean() ? random.nextDouble(1, 8) : DOUBLES[random.nextInt(DOUBLES.length)];
    }

    private static final class Subscription implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    /** A legal text, or one with a changed character. */
    private String text() {
        String text = random.nextBoolean()
                ? String.valueOf(live.any(random.nextBoolean() ? Recipe.class : Dataset.class, random))
                : TEXTS[random.nextInt(TEXTS.length)];
        if (!text.isEmpty() && random.nextInt(3) == 0) {
            char[] chars = text.toCharArray();
            chars[random.nextInt(chars.length)] = (char) random.nextInt(1, 128);
            return new String(chars);
        }
        return text;
    }

    private InputStream input() {
        byte[] bytes = buffers.bytes();
        if (random.nextBoolean() && live.any(DataStream.class, random) instanceof DataStream stream) {
            int n = (int) Math.min(bytes.length, stream.totalSize());
            stream.fill(0, MemorySegment.ofArray(bytes).asSlice(0, n));
        }
        return new ByteArrayInputStream(bytes);
    }

    private List<@Nullable Object> list(ParameterizedType type) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            list.add(of(type.getActualTypeArguments()[0]));
        }
        return list;
    }

    private SortedMap<Object, @Nullable Object> map(ParameterizedType type) {
        Type[] types = type.getActualTypeArguments();
        SortedMap<Object, @Nullable Object> map = new TreeMap<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            Object key = of(types[0]);
            if (key != null) {
                map.put(key, of(types[1]));
            }
        }
        return map;
    }
}
