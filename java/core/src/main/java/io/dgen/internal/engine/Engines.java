package io.dgen.internal.engine;

import io.dgen.Engine;
import io.dgen.Tier;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeLibrary;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses the engine. */
public final class Engines {
    private static final List<Engine> FASTEST_FIRST = List.of(Engine.NATIVE, Engine.VECTOR, Engine.SCALAR);

    private static final AtomicBoolean FALLBACK_LOGGED = new AtomicBoolean();

    private Engines() {}

    /** Nothing that it depends on changes while the JVM runs, and generators are made by the million. */
    private static final class Fastest {
        static final Engine ENGINE = find();

        private static Engine find() {
            for (Engine engine : FASTEST_FIRST) {
                if (whyAutoSkips(engine) == null) {
                    return engine;
                }
            }
            return Engine.SCALAR;
        }
    }

    /**
     * The engine to use. An engine or a tier asked for by name is never replaced by another.
     *
     * @throws IllegalStateException if what is asked for by name cannot run here; the message says why
     * @throws IllegalArgumentException if a system property names no engine or tier
     */
    public static PageEngine select(Engine engine, Tier tier) {
        Tier wantedTier = tier != Tier.AUTO ? tier : fromProperty("dgen.tier", Tier.class, Tier.AUTO);
        Engine wanted = engine != Engine.AUTO ? engine : fromProperty("dgen.engine", Engine.class, Engine.AUTO);
        if (wanted == Engine.AUTO && wantedTier != Tier.AUTO) {
            wanted = Engine.NATIVE;
        }
        if (wanted != Engine.AUTO) {
            String why = unavailable(wanted, wantedTier);
            if (why != null) {
                throw new IllegalStateException("engine " + lower(wanted) + " is not available: " + why);
            }
            return create(wanted, wantedTier);
        }
        Engine fastest = fastest();
        if (fastest != Engine.NATIVE && FALLBACK_LOGGED.compareAndSet(false, true)) {
            System.getLogger("io.dgen")
                    .log(Level.WARNING, "using the {0} engine: {1}", lower(fastest), whyNot(fastest));
        }
        return create(fastest, wantedTier);
    }

    public static List<Engine> fastestFirst() {
        return FASTEST_FIRST;
    }

    /** The engine that {@link Engine#AUTO} stands for, system properties aside. */
    public static Engine fastest() {
        return Fastest.ENGINE;
    }

    /** Why the engine cannot run here at that tier (which only the native engine has); null if it can. */
    public static @Nullable String unavailable(Engine engine, Tier tier) {
        return switch (engine) {
            case NATIVE -> nativeUnavailable(tier);
            case VECTOR -> vectorUnavailable();
            case SCALAR, AUTO -> null;
        };
    }

    private static @Nullable String nativeUnavailable(Tier tier) {
        String failure = NativeLibrary.failure();
        if (failure != null) {
            return failure;
        }
        if (Kernel.tierIsAvailable(tier.ordinal())) {
            return null;
        }
        String variable =
                tier == Tier.AUTO ? "DGEN_TIER=" + System.getenv("DGEN_TIER") + ": " : "tier " + lower(tier) + ": ";
        return variable + Kernel.tierReason(tier.ordinal());
    }

    private static @Nullable String vectorUnavailable() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? null
                : "the JVM was started without --add-modules jdk.incubator.vector";
    }

    private static @Nullable String whyAutoSkips(Engine engine) {
        String why = unavailable(engine, Tier.AUTO);
        // Vectors are boxed objects until C2 has compiled them.
        if (why == null && engine == Engine.VECTOR && !hasOptimisingCompiler()) {
            return "the JVM runs without its optimising compiler";
        }
        return why;
    }

    private static boolean hasOptimisingCompiler() {
        String mode = System.getProperty("java.vm.info", "");
        return mode.contains("mixed mode") && !mode.contains("emulated-client");
    }

    private static String whyNot(Engine chosen) {
        return FASTEST_FIRST.stream()
                .takeWhile(e -> e != chosen)
                .map(e -> lower(e) + " is not available: " + whyAutoSkips(e))
                .collect(Collectors.joining("; "));
    }

    private static PageEngine create(Engine engine, Tier tier) {
        return switch (engine) {
            case NATIVE -> new NativeEngine(tier);
            case VECTOR -> new VectorEngine();
            case SCALAR, AUTO -> new ScalarEngine();
        };
    }

    private static <E extends Enum<E>> E fromProperty(String property, Class<E> type, E absent) {
        String value = System.getProperty(property);
        if (value == null) {
            return absent;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-D" + property + "=" + value + ": expected one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Engines::lower)
                                .collect(Collectors.joining(", "))));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
