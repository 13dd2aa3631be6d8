package io.dgen.analyze;

import io.dgen.analyze.Profile.Compressibility;
import io.dgen.analyze.Profile.RatioWeight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a profile's JSON object, and says what is wrong with it. */
final class ProfileReader {
    /** How far a sum of weights may be from 1. */
    private static final double TOLERANCE = 1e-6;

    private static final long MAX_COUNT = 1L << 62;

    private ProfileReader() {}

    static Profile read(Map<String, @Nullable Object> map) {
        Object version = map.get("profile");
        if (!(version instanceof Number n) || n.doubleValue() != Profile.VERSION) {
            throw new IllegalArgumentException(
                    "profile version " + version + ": expected \"profile\": " + Profile.VERSION);
        }
        long unitBytes = whole(map, "unitBytes", 4 << 10, 4 << 20);
        if (Long.bitCount(unitBytes) != 1) {
            throw wrong("unitBytes", unitBytes, "a power of two");
        }
        long chunks = whole(map, "chunks", 1, MAX_COUNT);
        return new Profile(
                unitBytes,
                whole(map, "bytes", 1, MAX_COUNT),
                chunks,
                whole(map, "zeroChunks", 0, chunks),
                number(map, "dedupRatio", 1, MAX_COUNT),
                truth(map, "dedupExact"),
                copies(map, chunks),
                compression(map));
    }

    private static List<Analysis.Copies> copies(Map<String, @Nullable Object> map, long chunks) {
        List<Analysis.Copies> copies = new ArrayList<>();
        for (Map<String, @Nullable Object> c : objects(map, "copies", 0, 62)) {
            double contents = number(c, "contents", Double.MIN_VALUE, MAX_COUNT);
            // An estimate may be above the count, but not by much.
            double inChunks = number(c, "chunks", contents, 4.0 * Math.max(chunks, 1 << 20));
            copies.add(new Analysis.Copies(whole(c, "from", 1, MAX_COUNT), contents, inChunks));
        }
        return copies;
    }

    private static Map<String, Compressibility> compression(Map<String, @Nullable Object> map) {
        Map<String, @Nullable Object> codecs = object("compression", map.get("compression"));
        Map<String, Compressibility> compression = new LinkedHashMap<>();
        for (Codec codec : Profile.CODECS) {
            String name = codec.toString();
            Map<String, @Nullable Object> one = object("compression." + name, codecs.get(name));
            List<RatioWeight> mixture = new ArrayList<>();
            double sum = 0;
            for (Map<String, @Nullable Object> part : objects(one, "mixture", 1, 64)) {
                mixture.add(new RatioWeight(number(part, "ratio", 1, 64), number(part, "weight", Double.MIN_VALUE, 1)));
                sum += mixture.getLast().weight();
            }
            if (Math.abs(sum - 1) > TOLERANCE) {
                throw wrong("compression." + name + ".mixture", "weights with the sum " + sum, "1");
            }
            compression.put(name, new Compressibility(number(one, "ratio", 1, 64), mixture));
        }
        return compression;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw wrong(name, value, "an object");
    }

    private static List<Map<String, @Nullable Object>> objects(
            Map<String, @Nullable Object> map, String name, int min, int max) {
        if (!(map.get(name) instanceof List<?> list)) {
            throw wrong(name, map.get(name), "a list");
        }
        if (list.size() < min || list.size() > max) {
            throw wrong(name, "a list of " + list.size(), min + " to " + max + " entries");
        }
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (Object entry : list) {
            objects.add(object(name, entry));
        }
        return objects;
    }

    private static long whole(Map<String, @Nullable Object> map, String name, long min, long max) {
        double value = number(map, name, (double) min, (double) max);
        if (value != Math.rint(value)) {
            throw wrong(name, value, "a whole number");
        }
        return ((Number) Objects.requireNonNull(map.get(name))).longValue();
    }

    private static double number(Map<String, @Nullable Object> map, String name, double min, double max) {
        if (map.get(name) instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max) {
            return n.doubleValue();
        }
        throw wrong(name, map.get(name), "a number, " + shown(min) + " to " + shown(max));
    }

    private static String shown(double bound) {
        return bound == Double.MIN_VALUE
                ? "above 0"
                : bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    private static boolean truth(Map<String, @Nullable Object> map, String name) {
        if (map.get(name) instanceof Boolean b) {
            return b;
        }
        throw wrong(name, map.get(name), "true or false");
    }

    private static IllegalArgumentException wrong(String name, @Nullable Object value, String expected) {
        return new IllegalArgumentException("profile: " + name + " " + value + ": expected " + expected);
    }
}
