// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.ByteSize;
import io.dgen.Dedup;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.Mixture;
import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.bench.measure.RepeatedTask;
import io.dgen.bench.measure.RepeatedTask.Repetition;
import io.dgen.bench.thread.ThreadRunner;
import io.dgen.bench.thread.ThreadTask;
import io.dgen.benchmarks.Calls.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.options.Options;

/**
 * A benchmark with its parameters.
 *
 * @param parameters all of its family, as text by name; sizes in bytes
 */
public record BenchmarkSpec(String family, String method, Map<String, String> parameters) {
    private static final Pattern TEXT = Pattern.compile("(?:(\\w+)\\.)?(\\w+)(?:\\((.*)\\))?");
    private static final Set<String> SIZES = Set.of("size", "chunk", "pool", "blockSize");

    /** Operations with fewer bytes are calls: their time counts, not their rate. */
    private static final int LEAST_BYTES_OF_RATE = 4096;

    /**
     * {@return the benchmark of a text such as {@code Fill.fill(tier=AVX2 size=1MiB)}}
     *
     * <p>A parameter that is not given has the first value of {@code benchmarks.txt}. Sizes may have units.
     */
    public static BenchmarkSpec parse(String text) {
        Matcher matcher = matcher(text);
        return of(matcher.group(1), matcher.group(2), given(matcher));
    }

    /** {@return the benchmark of a text in which family and parameters of this one may be missing} */
    public BenchmarkSpec parseRival(String text) {
        Matcher matcher = matcher(text);
        if (matcher.group(1) != null) {
            return parse(text);
        }
        Map<String, String> all = new TreeMap<>(parameters);
        all.putAll(given(matcher));
        return of(family, matcher.group(2), all);
    }

    private static Matcher matcher(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("benchmark '" + text + "': expected Family.method(name=value ...)");
        }
        return matcher;
    }

    private static Map<String, String> given(Matcher matcher) {
        return Stream.ofNullable(matcher.group(3))
                .filter(list -> !list.isEmpty())
                .flatMap(list -> Arrays.stream(list.split(" ")))
                .map(p -> p.split("=", 2))
                .collect(Collectors.toMap(p -> p[0], p -> p[1]));
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

    /** {@return why one of the benchmarks cannot run on this machine; null if all of them can} */
    public static @Nullable String unavailable(List<BenchmarkSpec> benchmarks, SystemInfo system) {
        return benchmarks.stream()
                .map(b -> b.unavailable(system))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String unavailable(SystemInfo system) {
        Tier tier = Tier.valueOf(parameters.getOrDefault("tier", "AUTO"));
        Stream<String> reasons = Stream.concat(
                system.engines().stream()
                        .filter(e -> e.engine() == engine() && e.unavailable() != null)
                        .map(e -> "engine " + engine() + ": " + e.unavailable()),
                system.tiers().stream()
                        .filter(t -> t.tier() == tier && t.unavailable() != null)
                        .map(t -> "tier " + tier + ": " + t.unavailable()));
        return reasons.findFirst().orElse(cpus() > system.availableCpus() ? "needs " + cpus() + " CPUs" : null);
    }

    public Engine engine() {
        return Engine.valueOf(parameters.getOrDefault("engine", "NATIVE"));
    }

    long bytes(String parameter) {
        return Long.parseLong(Objects.requireNonNull(parameters.get(parameter)));
    }

    /** {@return the name that the patterns of JMH's command line select} */
    public String jmhName() {
        return "io.dgen.benchmarks." + family + "Benchmark." + method;
    }

    /** {@return the benchmarks that JMH's options select, with the parameters of the options} */
    public static List<BenchmarkSpec> selected(Options options) {
        Predicate<String> isIncluded = isAnyIn(options.getIncludes());
        Predicate<String> isExcluded = isAnyIn(options.getExcludes());
        return Family.ALL.stream()
                .flatMap(family ->
                        family
                                .benchmarks(
                                        p -> List.copyOf(options.getParameter(p).orElse(List.of())))
                                .stream())
                .filter(b -> options.getIncludes().isEmpty() || isIncluded.test(b.jmhName()))
                .filter(b -> !isExcluded.test(b.jmhName()))
                .toList();
    }

    private static Predicate<String> isAnyIn(List<String> patterns) {
        return name ->
                patterns.stream().anyMatch(p -> Pattern.compile(p).matcher(name).find());
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

    private Call call() {
        return Objects.requireNonNull(Calls.find(family, method), method);
    }

    /** {@return the bytes that one operation generates or verifies} */
    public long bytesPerOperation() {
        String bytes = Family.find(family).bytes();
        return parameters.containsKey(bytes) ? bytes(bytes) : ByteSize.parse(bytes);
    }

    public int operationsPerCall() {
        return call().operations();
    }

    /** {@return the bytes of one call, which may make several operations} */
    public double bytesPerCall() {
        return (double) bytesPerOperation() * operationsPerCall();
    }

    /** {@return whether the time of an operation counts, and not its rate in bytes} */
    public boolean isTimed() {
        return bytesPerOperation() < LEAST_BYTES_OF_RATE;
    }

    public int threads() {
        return call().threads();
    }

    /** {@return the number of CPUs that it keeps busy} */
    public int cpus() {
        return Math.max(threads(), Integer.parseInt(parameters.getOrDefault("maxThreads", "1")));
    }

    /** {@return the call, for one thread} */
    public Runnable prepare() {
        return call().onWorkload().apply(Workload.of(this));
    }

    /** {@return the call; the first thread works on a given workload} */
    ThreadTask task(Workload first) {
        List<Runnable> calls = new ArrayList<>(List.of(call().onWorkload().apply(first)));
        IntStream.range(1, threads()).forEach(_ -> calls.add(prepare()));
        return calls::get;
    }

    /**
     * {@return the benchmarks as candidates that can take turns}
     *
     * <p>Those that differ only in the method work on the same memory.
     */
    public static List<RepeatedTask> tasks(List<BenchmarkSpec> benchmarks, long sampleNanos) {
        Map<BenchmarkSpec, Workload> workloads = new HashMap<>();
        List<RepeatedTask> tasks = new ArrayList<>();
        for (BenchmarkSpec benchmark : benchmarks) {
            Workload workload = workloads.computeIfAbsent(
                    new BenchmarkSpec(benchmark.family, "", benchmark.parameters), Workload::of);
            Repetition repetition = new Repetition(sampleNanos, workload.warmUpMillis() * 1_000_000, 0);
            tasks.add(new RepeatedTask(new ThreadRunner(benchmark.threads()), benchmark.task(workload), repetition));
        }
        return tasks;
    }

    /** {@return the parameters for a reader, by name} */
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(parameters);
        labels.replaceAll((name, value) -> SIZES.contains(name) ? ByteSize.format(Long.parseLong(value)) : value);
        return labels;
    }

    /** {@return the text that {@link #parse} takes} */
    @Override
    public String toString() {
        return family + "." + method
                + new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .collect(Collectors.joining(" ", "(", ")"));
    }
}
