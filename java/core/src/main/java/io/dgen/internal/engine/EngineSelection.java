// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import io.dgen.internal.event.Warnings;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.kernel.NativeLibrary;
import io.dgen.internal.text.EnumNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses the engine. Tiers are numbers of {@code dgen_tier}; 0 is the automatic choice. */
public final class EngineSelection {
    private static final List<EngineKind> FASTEST_FIRST =
            List.of(EngineKind.NATIVE, EngineKind.VECTOR, EngineKind.SCALAR);

    private static final int AUTO_TIER = 0;

    private EngineSelection() {}

    /** Chooses the fastest engine once, because programs create millions of generators and the result cannot change. */
    private static final class Fastest {
        static final EngineKind KIND = find();

        private static EngineKind find() {
            for (EngineKind kind : FASTEST_FIRST) {
                if (whyAutoSkips(kind) == null) {
                    return kind;
                }
            }
            return EngineKind.SCALAR;
        }
    }

    /** A separate lazy holder: creating the vector engine takes long, and queries need only its kind. */
    private static final class FastestEngine {
        static final PageEngine ENGINE = create(Fastest.KIND, AUTO_TIER);

        static {
            warnOfFallback(Fastest.KIND);
        }
    }

    /**
     * The engine to use. An engine or a tier that is given by name is never replaced by another one. A tier selects the
     * native engine if no engine is given.
     *
     * @param kind {@link EngineKind#AUTO} for the engine that the property {@code dgen.engine} names, otherwise the
     *     fastest
     * @throws IllegalStateException if the given engine or tier cannot run here; the message has the reason
     * @throws IllegalArgumentException if the property does not name an engine
     */
    public static PageEngine select(EngineKind kind, int tier) {
        EngineKind wanted = kind != EngineKind.AUTO ? kind : EnumNames.ofProperty("dgen.engine", EngineKind.AUTO);
        if (wanted == EngineKind.AUTO && tier != AUTO_TIER) {
            wanted = EngineKind.NATIVE;
        }
        if (wanted == EngineKind.AUTO) {
            return FastestEngine.ENGINE;
        }
        String why = whyUnavailable(wanted, tier);
        if (why != null) {
            throw new IllegalStateException("engine " + EnumNames.of(wanted) + " is not available: " + why);
        }
        return create(wanted, tier);
    }

    public static List<EngineKind> fastestFirst() {
        return FASTEST_FIRST;
    }

    /** The engine that {@link EngineKind#AUTO} selects without system properties. */
    public static EngineKind fastest() {
        return Fastest.KIND;
    }

    /** The reason why the engine cannot run here at that tier; null if it can. Only the native engine has tiers. */
    public static @Nullable String whyUnavailable(EngineKind kind, int tier) {
        return switch (kind) {
            case NATIVE -> whyNativeUnavailable(tier);
            case VECTOR -> whyVectorUnavailable();
            case SCALAR, AUTO -> null;
        };
    }

    private static @Nullable String whyNativeUnavailable(int tier) {
        String failure = NativeLibrary.failure();
        if (failure != null) {
            return failure;
        }
        if (Kernel.isTierAvailable(tier)) {
            return null;
        }
        String asked = tier == AUTO_TIER ? "DGEN_TIER=" + System.getenv("DGEN_TIER") : "tier " + Kernel.tierName(tier);
        return asked + ": " + Kernel.tierReason(tier);
    }

    private static @Nullable String whyVectorUnavailable() {
        return vectorApi().isPresent() ? null : "the JVM was started without --add-modules jdk.incubator.vector";
    }

    private static @Nullable String whyAutoSkips(EngineKind kind) {
        String why = whyUnavailable(kind, AUTO_TIER);
        // Vectors are boxed objects until C2 has compiled their use.
        if (why == null && kind == EngineKind.VECTOR && !hasOptimisingCompiler()) {
            return "the JVM runs without its optimising compiler";
        }
        return why;
    }

    private static boolean hasOptimisingCompiler() {
        String mode = System.getProperty("java.vm.info", "");
        return mode.contains("mixed mode") && !mode.contains("emulated-client");
    }

    private static void warnOfFallback(EngineKind chosen) {
        if (chosen != FASTEST_FIRST.getFirst()) {
            String reasons = FASTEST_FIRST.stream()
                    .takeWhile(kind -> kind != chosen)
                    .map(kind -> EnumNames.of(kind) + " is not available: " + whyAutoSkips(kind))
                    .collect(Collectors.joining("; "));
            Warnings.once("engine", "using the " + EnumNames.of(chosen) + " engine: " + reasons);
        }
    }

    private static PageEngine create(EngineKind kind, int tier) {
        return switch (kind) {
            case NATIVE -> new NativeEngine(tier);
            case VECTOR -> vectorEngine();
            case SCALAR, AUTO -> new ScalarEngine();
        };
    }

    /** Not only of the boot layer: a running JVM can load the module, as the command line does. */
    private static Optional<Module> vectorApi() {
        try {
            return Optional.of(Class.forName("jdk.incubator.vector.LongVector", false, null)
                    .getModule());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * The module descriptor does not require the Vector API, not even statically: javac would warn of an incubating
     * module in every program that requires this module.
     */
    private static PageEngine vectorEngine() {
        EngineSelection.class.getModule().addReads(vectorApi().orElseThrow());
        return new VectorEngine();
    }
}
