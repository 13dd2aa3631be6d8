// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Diagnosis.Cause;
import io.dgen.testing.Configs;
import io.dgen.testing.Corruption;
import io.dgen.testing.Corruption.Kind;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every cause in streams of all kinds, at random places. {@code -Ddgen.corruptions=100000} makes more of them, {@code
 * -Ddgen.corruptions.seed=N} other ones.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ExplainerMatrixTest {
    private static final int CORRUPTIONS = Integer.getInteger("dgen.corruptions", 2000);
    private static final long SEED = Long.getLong("dgen.corruptions.seed", 1);
    private static final int STREAMS = 14;
    private static final int ZONES = 3;

    private final List<String> wrong = new ArrayList<>();
    private int cases;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "block=64KiB",
                "block=64KiB,compress=2",
                "block=4KiB,dedup=2.5",
                "block=8KiB,dedup=2.5,window=256KiB",
                "block=16KiB,dedup=3,hot=20%@60%",
                "block=4KiB,dedup=copies(1@0.5+2@0.3+5@0.2),compress=1.5",
                "block=16KiB,compress=1@0.3+2@0.5+8@0.2",
                "block=64KiB,compress=3/6",
                "block=64KiB,compress=6",
                "block=64KiB,compress=3,texture=run",
                "block=64KiB,compress=4,texture=cells",
                "block=64KiB,compress=5,texture=stripes",
                "block=4KiB,dedup=2.5,generation=7,change=30%",
                "block=16KiB,compress=2,generation=100,change=7.3%"
            })
    void causesAreRight(String keys) throws InterruptedException {
        Random random = new Random(SEED * 31 + keys.hashCode());
        while (cases < CORRUPTIONS / STREAMS) {
            Recipe recipe = Recipe.parse("dgen1:seed=" + random.nextInt(1000) + ",stream=" + random.nextInt(100)
                    + ",size=" + (1_000_000 + random.nextInt(500_000)) + "," + keys);
            DataStream stream = new DataStream(Configs.of(recipe, Engine.AUTO, 1));
            byte[] right = new byte[(int) recipe.sizeBytes()];
            stream.fill(0, right);
            List<Kind> kinds = Arrays.stream(Kind.values())
                    .filter(kind -> kind.fits(recipe))
                    .toList();
            for (Kind kind : kinds) {
                damageAndExplain(kind, kinds, random, stream, right);
            }
        }
        assertThat(wrong).as("of " + cases).hasSizeLessThanOrEqualTo(cases / 100);
    }

    /** One damage to the end of the data, or one in each of three zones. */
    private void damageAndExplain(Kind kind, List<Kind> kinds, Random random, DataStream stream, byte[] right)
            throws InterruptedException {
        byte[] data = right.clone();
        List<Corruption> corruptions = new ArrayList<>();
        int zone = right.length / ZONES / 4096 * 4096;
        if (kind.isToTheEnd()) {
            corruptions.add(Corruption.apply(kind, random, stream, data, 0, zone));
        } else {
            for (int i = 0; i < ZONES; i++) {
                Kind next = kind;
                while (i > 0 && (next == kind || next.isToTheEnd())) {
                    next = kinds.get(random.nextInt(kinds.size()));
                }
                corruptions.add(Corruption.apply(next, random, stream, data, i * zone, (i + 1) * zone));
            }
        }
        List<Diagnosis> diagnoses = explain(random, stream, data);
        checkTruth(corruptions.toString(), diagnoses, stream, right, data);
        for (Corruption corruption : corruptions) {
            check(corruption, diagnoses, stream, data);
        }
    }

    /** In one call, in order, or in parts in any order. */
    private static List<Diagnosis> explain(Random random, DataStream stream, byte[] data) throws InterruptedException {
        long limit = random.nextBoolean() ? Long.MAX_VALUE : Long.MAX_VALUE - 1; // with samples, but without a clock
        Explainer explainer = new Explainer(stream, List.of(Corruption.otherSeed(stream.recipe())), limit);
        int chunk = random.nextInt(3) == 0 ? data.length : 4096 << random.nextInt(4, 8);
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at < data.length; at += chunk) {
            starts.add(at);
        }
        if (random.nextBoolean()) {
            Collections.shuffle(starts, random);
        }
        for (int at : starts) {
            MemorySegment part = MemorySegment.ofArray(data).asSlice(at, Math.min(chunk, data.length - at));
            assertThat(explainer.verify(at, part)).isEqualTo(stream.verify(at, part));
        }
        return explainer.explain();
    }

    private static void checkTruth(
            String text, List<Diagnosis> diagnoses, DataStream stream, byte[] right, byte[] data) {
        long end = 0;
        long wrongBytes = 0;
        for (Diagnosis diagnosis : diagnoses) {
            assertThat(diagnosis.offset()).as(text + diagnoses).isGreaterThanOrEqualTo(end);
            int from = (int) end;
            int to = (int) diagnosis.offset();
            assertThat(Arrays.equals(data, from, to, right, from, to)).as(text).isTrue();
            end = diagnosis.end();
            wrongBytes += diagnosis.wrongBytes();
            assertThat(Corruption.isTrue(diagnosis, stream, right, data))
                    .as(stream.recipe() + " " + text + ": " + diagnosis)
                    .isTrue();
        }
        assertThat(wrongBytes).as(text).isEqualTo(stream.verify(0, data).wrongBytes());
    }

    /** Damage that happens to end with a page is torn, too. The runs of a texture are equal everywhere. */
    private static boolean isRight(Diagnosis diagnosis, Corruption corruption, DataStream stream) {
        boolean isTorn = diagnosis.detail() instanceof Diagnosis.Torn;
        Cause cause = diagnosis.detail() instanceof Diagnosis.Torn torn ? torn.cause() : diagnosis.cause();
        boolean hasRuns = stream.recipe().compression().texture() != Texture.COPY;
        boolean isRun = hasRuns && cause == Cause.CONSTANT && diagnosis.length() <= 2 * 4096;
        return corruption.cause() == Cause.TORN
                ? isTorn && diagnosis.offset() == corruption.from()
                : cause == corruption.cause() || isRun;
    }

    private void check(Corruption corruption, List<Diagnosis> diagnoses, DataStream stream, byte[] data) {
        // Of inserted bytes and the data behind them, parts of 8 bytes or fewer may be equal by chance.
        int from = corruption.from() + (corruption.cause() == Cause.SHIFTED ? 8 : 0);
        List<Diagnosis> here = diagnoses.stream()
                .filter(d -> d.offset() < corruption.to() && d.end() > from)
                .toList();
        byte[] part = Arrays.copyOfRange(data, corruption.from(), corruption.to());
        if (here.isEmpty() && stream.verify(corruption.from(), part).wrongBytes() == 0) {
            return; // the damage was right data
        }
        cases++;
        boolean isRight = !here.isEmpty() && here.stream().allMatch(d -> isRight(d, corruption, stream));
        if (!isRight) {
            wrong.add("\n" + stream.recipe() + " " + corruption + ": " + here);
        }
    }
}
