package io.dgen.benchmarks.ratio;

import io.dgen.Engine;
import io.dgen.SystemInfo;
import io.dgen.Tier;
import io.dgen.benchmarks.Workload;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Threads;

/**
 * A benchmark with its parameters.
 *
 * @param workload its class
 * @param method its name
 * @param parameters by name, as text; a parameter not named has the first value of its annotation
 */
record Contender(Class<? extends Workload> workload, String method, Map<String, String> parameters) {

    /** With parameters as {@code "tier=AVX2"}. */
    static Contender of(Class<? extends Workload> workload, String method, String... parameters) {
        Map<String, String> all = new TreeMap<>();
        for (Field field : workload.getFields()) {
            Param param = field.getAnnotation(Param.class);
            if (param != null) {
                all.put(field.getName(), param.value()[0]);
            }
        }
        for (String parameter : parameters) {
            String[] nameAndValue = parameter.split("=", 2);
            if (all.put(nameAndValue[0], nameAndValue[1]) == null) {
                throw new IllegalArgumentException(workload + " has no parameter " + parameter);
            }
        }
        return new Contender(workload, method, Map.copyOf(all));
    }

    /** The same without a method: contenders that are equal in this share their memory. */
    Contender anyMethod() {
        return new Contender(workload, "", parameters);
    }

    /** Why it cannot run here; null if it can. */
    @Nullable
    String unavailable(SystemInfo system) {
        Tier tier = Tier.valueOf(parameters.getOrDefault("tier", "AUTO"));
        Engine engine = Engine.valueOf(parameters.getOrDefault("engine", "NATIVE"));
        String why = engineUnavailable(system, engine);
        if (why != null) {
            return why;
        }
        for (SystemInfo.TierInfo info : system.tiers()) {
            if (info.tier() == tier && info.unavailable() != null) {
                return "tier " + tier + ": " + info.unavailable();
            }
        }
        return cpus() > system.availableCpus() ? "needs " + cpus() + " CPUs" : null;
    }

    static @Nullable String engineUnavailable(SystemInfo system, Engine engine) {
        for (SystemInfo.EngineInfo info : system.engines()) {
            if (info.engine() == engine && info.unavailable() != null) {
                return "engine " + engine + ": " + info.unavailable();
            }
        }
        return null;
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

    /** Of one operation. */
    double bytes() {
        return withParameters().bytes();
    }

    /** Those of one operation of a benchmark that JMH calls by its full name. */
    static double bytes(String benchmark, String... parameters) {
        int dot = benchmark.lastIndexOf('.');
        try {
            Class<? extends Workload> workload =
                    Class.forName(benchmark.substring(0, dot)).asSubclass(Workload.class);
            return of(workload, benchmark.substring(dot + 1), parameters).bytes();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no benchmark " + benchmark, e);
        }
    }

    private static Object convert(String value, Class<?> type) {
        if (type == String.class) {
            return value;
        }
        if (type == long.class) {
            return Long.parseLong(value);
        }
        if (type == int.class) {
            return Integer.parseInt(value);
        }
        if (type == double.class) {
            return Double.parseDouble(value);
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> e.toString().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type + ": " + value));
    }

    private Method benchmark() {
        return Arrays.stream(workload.getMethods())
                .filter(m -> m.getName().equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(workload + " has no benchmark " + method));
    }

    /** The benchmark as compiled code calls it. */
    Runnable bind(Workload instance) {
        try {
            return MethodHandleProxies.asInterfaceInstance(
                    Runnable.class,
                    MethodHandles.lookup().unreflect(benchmark()).bindTo(instance));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Operations that one call of the benchmark makes. */
    int operationsPerCall() {
        OperationsPerInvocation annotation = benchmark().getAnnotation(OperationsPerInvocation.class);
        return annotation == null ? 1 : annotation.value();
    }

    int threads() {
        Threads annotation = benchmark().getAnnotation(Threads.class);
        return annotation == null ? 1 : annotation.value();
    }

    /** CPUs that it keeps busy. */
    int cpus() {
        return Math.max(threads(), Integer.parseInt(parameters.getOrDefault("maxThreads", "1")));
    }

    /** What JMH calls it, as a regular expression. */
    String jmhPattern() {
        return "^" + (workload.getName() + "." + method).replace(".", "\\.") + "$";
    }

    @Override
    public String toString() {
        return workload.getSimpleName() + "." + method
                + parameters.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .sorted()
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
