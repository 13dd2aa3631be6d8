// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.kernel;

import io.dgen.DataStream;
import io.dgen.DigestAlgorithm;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.StoreMode;
import io.dgen.StreamDigest;
import io.dgen.SystemInfo;
import io.dgen.Tier;
import java.lang.foreign.Arena;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints {@code question=answer} lines about the engines that are selected in this JVM. The arguments are the questions; none
 * means all.
 */
final class EngineReport {
    private static final Recipe RECIPE = new Recipe(1, 1, 5 << 20, 4096, 1);

    private static Set<String> questions = Set.of();

    private EngineReport() {}

    public static void main(String[] args) {
        questions = Set.of(args);
        answer(
                "auto",
                () -> engine(Engine.AUTO, Tier.AUTO)
                        + " " + engine(Engine.AUTO, Tier.AUTO)
                        + " " + engine(Engine.AUTO, Tier.AUTO));
        answer("native", () -> engine(Engine.NATIVE, Tier.AUTO));
        answer("portable", () -> engine(Engine.NATIVE, Tier.PORTABLE));
        answer("vector", () -> engine(Engine.VECTOR, Tier.AUTO));
        answer("scalar", () -> engine(Engine.SCALAR, Tier.AUTO));
        answer("confined", EngineReport::fillConfined);
        answer("source", () -> String.valueOf(SystemInfo.get().nativeLibrary()));
        answer("tier", () -> String.valueOf(SystemInfo.get().autoTier()));
        answer("digests", () -> digests(Engine.AUTO));
    }

    /** Digests of streams of several kinds. */
    static String digests(Engine engine) {
        return Stream.of(
                        "dgen1:seed=7,size=3MiB",
                        "dgen1:seed=7,size=5MiB,dedup=2.5,compress=1.8",
                        "dgen1:seed=7,size=1MiB,block=4KiB,dedup=copies(1@0.8+10@0.2),compress=3,texture=stripes",
                        "dgen1:seed=7,size=1MiB,compress=2,texture=skip,generation=2,change=5%")
                .map(recipe -> new GeneratorConfig(Recipe.parse(recipe), engine, Tier.AUTO, StoreMode.AUTO, 2))
                .map(config -> StreamDigest.of(new DataStream(config), DigestAlgorithm.SHA256)
                        .hex())
                .collect(Collectors.joining(" "));
    }

    private static String engine(Engine engine, Tier tier) {
        GeneratorConfig config = new GeneratorConfig(RECIPE, engine, tier, StoreMode.AUTO, 2);
        DataStream stream = new DataStream(config);
        byte[] bytes = new byte[10_000];
        stream.fill(1000, bytes);
        GeneratorConfig plain = new GeneratorConfig(RECIPE, Engine.SCALAR, Tier.AUTO, StoreMode.AUTO, 1);
        return new DataStream(plain).verify(1000, bytes).isOk()
                ? stream.engine().toString()
                : "wrong bytes";
    }

    /** Fills a confined segment. Several threads can process it only by restricted methods. */
    private static String fillConfined() {
        DataStream stream = new DataStream(new GeneratorConfig(RECIPE, Engine.SCALAR, Tier.AUTO, StoreMode.AUTO, 4));
        try (Arena arena = Arena.ofConfined()) {
            var segment = arena.allocate(RECIPE.sizeBytes());
            stream.fill(0, segment);
            return stream.verify(0, segment).isOk() ? "ok" : "wrong bytes";
        }
    }

    private static void answer(String question, Supplier<String> value) {
        if (!questions.isEmpty() && !questions.contains(question)) {
            return;
        }
        String answer;
        try {
            answer = value.get();
        } catch (RuntimeException e) {
            answer = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        System.out.println(question + "=" + answer);
    }
}
