// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.ByteSize;
import io.dgen.Dedup;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.Mixture;
import io.dgen.Numbers;
import io.dgen.SystemInfo;
import io.dgen.Tier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.options.Options;

/**
 * A benchmark with its parameters.
 *
 * @param parameters all of its family, as text by name; sizes in bytes
 */
record BenchmarkSpec(String family, String method, Map<String, String> parameters) {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(\\S+)");
    private static final Pattern TEXT = Pattern.compile("(?:(\\w+)\\.)?(\\w+)(?:\\(((?:\\w+=\\S+ ?)*)\\))?");
    private static final Set<String> SIZES = Set.of("size", "chunk", "pool", "blockSize");

    /** Operations with fewer bytes are calls: their time counts, not their rate. */
    private static final int LEAST_BYTES_OF_RATE = 4096;

    /**
     * {@return the benchmark of a text such as {@code Fill.fill(tier=AVX2 size=1MiB)}}
     *
     * <p>A parameter that is not given has the first value of {@code benchmarks.json}. Sizes may have units.
     */
    static BenchmarkSpec parse(String text) {
        return parse(text, "", Map.of());
    }

    /** {@return the benchmark of a text in which family and parameters of this one may be missing} */
    BenchmarkSpec parseRival(String text) {
        return parse(text, family, parameters);
    }

    private static BenchmarkSpec parse(String text, String family, Map<String, String> parameters) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("benchmark '" + text + "': expected Family.method(name=value ...)");
        }
        String givenFamily = matcher.group(1);
        Map<String, String> given = new TreeMap<>(givenFamily == null ? parameters : Map.of());
        PARAMETER
                .matcher(Objects.requireNonNullElse(matcher.group(3), ""))
                .results()
                .forEach(p -> given.put(p.group(1), p.group(2)));
        return of(Objects.requireNonNullElse(givenFamily, family), matcher.group(2), given);
    }

    static BenchmarkSpec of(String name, String method, Map<String, String> given) {
        Family family = Family.find(name);
        Map<String, String> all = new TreeMap<>();
        family.parameters().forEach((parameter, values) -> {
            String text = given.getOrDefault(parameter, values.getFirst());
            all.put(parameter, SIZES.contains(parameter) ? Long.toString(ByteSize.parse(text)) : text);
        });
        if (!all.keySet().containsAll(given.keySet())) {
            throw new IllegalArgumentException(name + ": parameters " + given + ", expected some of " + all.keySet());
        }
        if (!family.methods().contains(method)) {
            throw new IllegalArgumentException(name + " has no benchmark " + method);
        }
        return new BenchmarkSpec(name, method, Map.copyOf(all));
    }

    /** {@return the benchmarks that JMH's options select, with the parameters of the options} */
    static List<BenchmarkSpec> selected(Options options) {
        Predicate<String> isIncluded = isAnyIn(options.getIncludes());
        return Family.ALL.stream()
                .flatMap(family -> family.benchmarks(options))
                .filter(b -> options.getIncludes().isEmpty() || isIncluded.test(b.jmhName()))
                .filter(b -> !isAnyIn(options.getExcludes()).test(b.jmhName()))
                .toList();
    }

    private static Predicate<String> isAnyIn(List<String> patterns) {
        return name ->
                patterns.stream().anyMatch(p -> Pattern.compile(p).matcher(name).find());
    }

    /** {@return the name that the patterns of JMH's command line select} */
    String jmhName() {
        return "io.dgen.benchmarks." + family + "Benchmark." + method;
    }

    /** {@return why one of the benchmarks cannot run on this machine; null if all of them can} */
    static @Nullable String unavailable(List<BenchmarkSpec> benchmarks, SystemInfo system) {
        return benchmarks.stream().flatMap(b -> b.obstacles(system)).findFirst().orElse(null);
    }

    private Stream<String> obstacles(SystemInfo system) {
        Tier tier = Tier.valueOf(parameters.getOrDefault("tier", "AUTO"));
        Stream<String> engines = system.engines().stream()
                .filter(e -> e.engine() == engine() && e.unavailable() != null)
                .map(e -> "engine " + engine() + ": " + e.unavailable());
        Stream<String> tiers = system.tiers().stream()
                .filter(t -> t.tier() == tier && t.unavailable() != null)
                .map(t -> "tier " + tier + ": " + t.unavailable());
        Stream<String> cpus = Stream.of("needs " + cpus() + " CPUs").filter(_ -> cpus() > system.availableCpus());
        return Stream.of(engines, tiers, cpus).flatMap(reasons -> reasons);
    }

    Engine engine() {
        return Engine.valueOf(parameters.getOrDefault("engine", "NATIVE"));
    }

    long bytes(String parameter) {
        return Long.parseLong(Objects.requireNonNull(parameters.get(parameter)));
    }

    /** {@return the configuration of the stream: by default incompressible, by the native engine on the calling thread} */
    GeneratorConfig.Builder config() {
        GeneratorConfig.Builder config = config(engine());
        parameters.forEach((name, value) -> {
            GeneratorConfig.Builder ignored = switch (name) {
                case "tier" -> config.tier(Tier.valueOf(value));
                case "maxThreads" -> config.maxThreads(Integer.parseInt(value));
                case "ratio" -> config.compressRatio(Double.parseDouble(value));
                case "compress" -> config.compress(Mixture.parse(value));
                case "numbers" -> config.numbers(value.equals("bytes") ? Numbers.NONE : Numbers.parse(value));
                case "plan" -> config.dedup(Dedup.parse(value));
                case "blockSize" -> config.blockSizeBytes(Long.parseLong(value));
                default -> config; // a size of the buffer
            };
        });
        return config;
    }

    static GeneratorConfig.Builder config(Engine engine) {
        return GeneratorConfig.builder()
                .seed(42)
                .sizeBytes(1L << 40)
                .engine(engine)
                .maxThreads(1);
    }

    /** {@return the bytes that one operation generates or verifies} */
    long bytesPerOperation() {
        String bytes = Family.find(family).bytes();
        return parameters.containsKey(bytes) ? bytes(bytes) : ByteSize.parse(bytes);
    }

    /** {@return the number of operations that one call makes} */
    int operationsPerCall() {
        return method.equals("fromC") ? Calls.C_CALLS : 1;
    }

    /** {@return whether operations per second count, and not bytes per second} */
    boolean isTimed() {
        return bytesPerOperation() < LEAST_BYTES_OF_RATE;
    }

    /** {@return the bytes of an operation; 1 if {@link #isTimed}} */
    long rateUnits() {
        return isTimed() ? 1 : bytesPerOperation();
    }

    /** {@return the number of threads that call it, each with a workload of its own} */
    int threads() {
        return method.equals("two") ? 2 : 1;
    }

    /** {@return the number of CPUs that it keeps busy} */
    int cpus() {
        return Math.max(threads(), Integer.parseInt(parameters.getOrDefault("maxThreads", "1")));
    }

    /** {@return the method and the parameters for a reader, by name} */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(Map.of("method", method));
        new TreeMap<>(parameters)
                .forEach((name, value) ->
                        labels.put(name, SIZES.contains(name) ? ByteSize.format(Long.parseLong(value)) : value));
        return labels;
    }

    /** {@return the text that {@link #parse} takes} */
    @Override
    public String toString() {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(" ", family + "." + method + "(", ")"));
    }
}
