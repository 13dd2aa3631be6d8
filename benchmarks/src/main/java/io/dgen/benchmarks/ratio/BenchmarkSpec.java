// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks.ratio;

import io.dgen.ByteSize;
import io.dgen.Engine;
import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.bench.thread.ThreadTask;
import io.dgen.benchmarks.Workload;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A benchmark with its parameters.
 *
 * @param method its name
 * @param parameters all of its parameters, as text by name
 */
record BenchmarkSpec(Class<? extends Workload> workload, String method, Map<String, String> parameters) {
    private static final Pattern TEXT = Pattern.compile("(?:(\\w+)\\.)?(\\w+)(?:\\((.*)\\))?");

    /**
     * {@return the benchmark of a text such as {@code Fill.fill(tier=AVX2 size=1MiB)}}
     *
     * <p>A parameter that is not given has the first value of its annotation. Sizes may have units.
     */
    static BenchmarkSpec parse(String text) {
        Matcher matcher = matcher(text);
        return of(classOf("io.dgen.benchmarks." + matcher.group(1) + "Benchmark"), matcher.group(2), given(matcher));
    }

    /** {@return the benchmark of a text in which class and parameters of this one may be missing} */
    BenchmarkSpec parseRival(String text) {
        Matcher matcher = matcher(text);
        if (matcher.group(1) != null) {
            return parse(text);
        }
        Map<String, String> all = new TreeMap<>(parameters);
        all.putAll(given(matcher));
        return of(workload, matcher.group(2), all);
    }

    /** {@return the benchmark that JMH calls by its full name} */
    static BenchmarkSpec ofJmh(String benchmark, Map<String, String> parameters) {
        int dot = benchmark.lastIndexOf('.');
        return of(classOf(benchmark.substring(0, dot)), benchmark.substring(dot + 1), parameters);
    }

    private static Matcher matcher(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("benchmark '" + text + "': expected Class.method(name=value ...)");
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

    private static Class<? extends Workload> classOf(String name) {
        try {
            return Class.forName(name).asSubclass(Workload.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no benchmark class " + name, e);
        }
    }

    private static BenchmarkSpec of(Class<? extends Workload> workload, String method, Map<String, String> given) {
        Map<String, String> all = new TreeMap<>();
        for (Field field : workload.getFields()) {
            Param param = field.getAnnotation(Param.class);
            if (param != null) {
                String text = given.getOrDefault(field.getName(), param.value()[0]);
                boolean isWhole = field.getType() == long.class || field.getType() == int.class;
                all.put(field.getName(), isWhole ? Long.toString(ByteSize.parse(text)) : text);
            }
        }
        if (!all.keySet().containsAll(given.keySet())) {
            throw new IllegalArgumentException(
                    workload.getSimpleName() + ": parameters " + given + ", expected some of " + all.keySet());
        }
        BenchmarkSpec spec = new BenchmarkSpec(workload, method, Map.copyOf(all));
        Object ignored = spec.benchmark();
        return spec;
    }

    /** {@return the same without a method: benchmarks that are equal in this share their memory} */
    BenchmarkSpec anyMethod() {
        return new BenchmarkSpec(workload, "", parameters);
    }

    /** {@return why it cannot run on this machine; null if it can} */
    @Nullable
    String unavailable(SystemInfo system) {
        Tier tier = Tier.valueOf(parameters.getOrDefault("tier", "AUTO"));
        Stream<String> reasons = Stream.concat(
                Stream.ofNullable(unavailable(system, Engine.valueOf(parameters.getOrDefault("engine", "NATIVE")))),
                system.tiers().stream()
                        .filter(t -> t.tier() == tier && t.unavailable() != null)
                        .map(t -> "tier " + tier + ": " + t.unavailable()));
        return reasons.findFirst().orElse(cpus() > system.availableCpus() ? "needs " + cpus() + " CPUs" : null);
    }

    static @Nullable String unavailable(SystemInfo system, Engine engine) {
        return system.engines().stream()
                .filter(e -> e.engine() == engine && e.unavailable() != null)
                .map(e -> "engine " + engine + ": " + e.unavailable())
                .findFirst()
                .orElse(null);
    }

    Workload prepare() {
        Workload instance = withParameters();
        instance.setUp();
        return instance;
    }

    private Workload withParameters() {
        try {
            Workload instance = workload.getConstructor().newInstance();
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                Field field = workload.getField(parameter.getKey());
                field.set(instance, convert(parameter.getValue(), field.getType()));
            }
            return instance;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + this, e);
        }
    }

    private static Object convert(String value, Class<?> type) {
        return switch (type.getName()) {
            case "java.lang.String" -> value;
            case "long" -> Long.parseLong(value);
            case "int" -> Integer.parseInt(value);
            case "double" -> Double.parseDouble(value);
            default ->
                Arrays.stream(type.getEnumConstants())
                        .filter(e -> e.toString().equals(value))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no " + type + ": " + value));
        };
    }

    private Method benchmark() {
        return Arrays.stream(workload.getMethods())
                .filter(m -> m.getName().equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(workload + " has no benchmark " + method));
    }

    private <A extends Annotation> int annotated(Class<A> type, Function<A, Integer> value) {
        return Optional.ofNullable(benchmark().getAnnotation(type)).map(value).orElse(1);
    }

    /** {@return the bytes of one call, which may make several operations} */
    double bytesPerCall() {
        return (double) bytesPerOperation() * operationsPerCall();
    }

    long bytesPerOperation() {
        return withParameters().bytes();
    }

    int operationsPerCall() {
        return annotated(OperationsPerInvocation.class, OperationsPerInvocation::value);
    }

    int threads() {
        return annotated(Threads.class, Threads::value);
    }

    /** {@return the number of CPUs that it keeps busy} */
    int cpus() {
        return Math.max(threads(), Integer.parseInt(parameters.getOrDefault("maxThreads", "1")));
    }

    /** {@return the benchmark as compiled code calls it; the first thread works on a given workload} */
    ThreadTask task(Workload first) {
        List<Runnable> calls = new ArrayList<>();
        for (int thread = 0; thread < threads(); thread++) {
            try {
                calls.add(MethodHandleProxies.asInterfaceInstance(
                        Runnable.class,
                        MethodHandles.lookup().unreflect(benchmark()).bindTo(thread == 0 ? first : prepare())));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return calls::get;
    }

    /** {@return options of a JMH run of this benchmark in one JVM, without output} */
    ChainedOptionsBuilder jmhOptions() {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(workload.getName() + "." + method) + "$")
                .forks(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        return options;
    }

    /** {@return the text that {@link #parse} takes} */
    @Override
    public String toString() {
        return workload.getSimpleName().replaceFirst("Benchmark$", "") + "." + method
                + new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .collect(Collectors.joining(" ", "(", ")"));
    }
}
