// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.Engine;
import io.dgen.Recipe;
import io.dgen.StoreMode;
import io.dgen.SystemInfo;
import io.dgen.Texture;
import io.dgen.Tier;
import io.dgen.Verification;
import io.dgen.Verification.WrongRange;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.jr.ob.JSON;

@Timeout(60)
final class SelftestTest {
    private static final Subject REFERENCE = new Subject.EngineSubject(Engine.SCALAR, Tier.AUTO, StoreMode.AUTO);

    /** A correct implementation; each test overrides one method with a defect. */
    private static class Broken implements Subject {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public void fill(Recipe recipe, int threads, long offset, MemorySegment buffer) {
            REFERENCE.fill(recipe, threads, offset, buffer);
        }

        @Override
        public Verification verify(Recipe recipe, int threads, long offset, MemorySegment buffer) {
            return REFERENCE.verify(recipe, threads, offset, buffer);
        }
    }

    /** Long enough for every test to reach its defect. */
    private static final long NANOS = 10_000_000_000L;

    private static Selftest.Result run(Subject subject) throws InterruptedException {
        return new Selftest(List.of(REFERENCE, subject), 1).run(NANOS);
    }

    @Test
    void comparesEverythingThatRunsHere() {
        Outcome outcome = Cli.run("selftest", "--seconds", "1", "--seed", "5", "--json");

        Map<String, Object> json = JSON.std.mapFrom(outcome.out());
        SystemInfo info = SystemInfo.get();
        assertThat(outcome.status()).as(outcome.out()).isZero();
        assertThat(json).containsEntry("ok", true).containsEntry("seed", "5").containsEntry("difference", null);
        assertThat((List<?>) json.get("compared"))
                .hasSameSizeAs(Subject.all(info))
                .asString()
                .contains("scalar");
        assertThat((Integer) json.get("ranges")).isPositive();
        assertThat((Map<?, ?>) json.get("notAvailable")).hasSize((int) (info.engines().stream()
                        .filter(e -> e.unavailable() != null)
                        .count()
                + info.tiers().stream().filter(t -> t.unavailable() != null).count()));
    }

    @Test
    void everyAvailableTierIsCompared() {
        String names = Subject.all(SystemInfo.get()).stream()
                .map(Subject::name)
                .toList()
                .toString();

        SystemInfo.get().tiers().stream()
                .filter(t -> t.unavailable() == null)
                .forEach(t -> assertThat(names).contains("native " + Text.lower(t.tier()) + " stream stores"));
    }

    @Test
    void oneWrongByteIsReportedWithItsCase() throws InterruptedException {
        Selftest.Result result = run(new Broken() {
            @Override
            public void fill(Recipe recipe, int threads, long offset, MemorySegment buffer) {
                super.fill(recipe, threads, offset, buffer);
                if (buffer.byteSize() > 1000) {
                    byte right = buffer.get(ValueLayout.JAVA_BYTE, 1000);
                    buffer.set(ValueLayout.JAVA_BYTE, 1000, (byte) (right + 1));
                }
            }
        });

        assertThat(result.difference())
                .startsWith("broken: byte 1000 differs from scalar; case ")
                .contains(" of --seed 1: recipe dgen1:seed=", ", offset ", ", length ");
    }

    @Test
    void writesOutsideTheRangeAreReported() throws InterruptedException {
        Selftest.Result result = run(new Broken() {
            @Override
            public void fill(Recipe recipe, int threads, long offset, MemorySegment buffer) {
                super.fill(recipe, threads, offset, buffer);
                if (buffer.isNative()) {
                    MemorySegment.ofAddress(buffer.address() - 1).reinterpret(1).fill((byte) 0);
                }
            }
        });

        assertThat(result.difference()).startsWith("broken: bytes outside the range were written");
    }

    @Test
    void verifyThatPassesEverythingIsReported() throws InterruptedException {
        Selftest.Result result = run(new Broken() {
            @Override
            public Verification verify(Recipe recipe, int threads, long offset, MemorySegment buffer) {
                return new Verification(buffer.byteSize(), buffer.byteSize(), false, 0, List.of());
            }
        });

        assertThat(result.difference()).startsWith("broken: verify does not find the flipped bit in byte");
    }

    @Test
    void verifyThatFailsEverythingIsReported() throws InterruptedException {
        Selftest.Result result = run(new Broken() {
            @Override
            public Verification verify(Recipe recipe, int threads, long offset, MemorySegment buffer) {
                return new Verification(
                        buffer.byteSize(), buffer.byteSize(), false, 1, List.of(new WrongRange(offset, 1)));
            }
        });

        assertThat(result.difference()).startsWith("broken: verify rejects the output of fill");
    }

    @Test
    void endsWithoutADifference() throws InterruptedException {
        Selftest.Result result = new Selftest(List.of(REFERENCE, new Broken()), 1).run(1);

        assertThat(result.difference()).isNull();
        assertThat(result.cases()).isEqualTo(1);
    }

    @Test
    void subjectThatHangsIsReportedWithItsCase() throws InterruptedException {
        Broken hanging = new Broken() {
            @Override
            public Verification verify(Recipe recipe, int threads, long offset, MemorySegment buffer) {
                while (true) {
                    LockSupport.park();
                }
            }
        };

        Selftest.Result result = new Selftest(List.of(REFERENCE, hanging), 1, NANOS / 10).run(1);

        assertThat(result.difference()).startsWith("broken: does not end; case 0 of --seed 1: recipe dgen1:seed=");
        assertThat(result.cases()).isZero();
    }

    @Test
    void differenceIsADefectAndNotThatOfData() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Stdio stdio = new Stdio(
                Channels.newChannel(InputStream.nullInputStream()),
                Channels.newChannel(OutputStream.nullOutputStream()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                false,
                false,
                false);
        Subject broken = new Broken() {
            @Override
            public Verification verify(Recipe recipe, int threads, long offset, MemorySegment buffer) {
                return new Verification(buffer.byteSize(), 0, false, 0, List.of());
            }
        };
        SelftestCommand command = new SelftestCommand(stdio);

        assertThat(command.compare(SystemInfo.get(), List.of(REFERENCE, broken)))
                .isEqualTo(70);
        assertThat(command.compare(SystemInfo.get(), List.of(REFERENCE, new Broken())))
                .isZero();
        assertThatThrownBy(() -> command.compare(SystemInfo.get(), List.of(REFERENCE)))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.status()).isEqualTo(3))
                .hasMessage("nothing to compare: only the engine scalar runs on this machine; see dgen info");
    }

    @Test
    void exceptionIsNotADifference() {
        Broken throwing = new Broken() {
            @Override
            public void fill(Recipe recipe, int threads, long offset, MemorySegment buffer) {
                throw new ArithmeticException("on purpose");
            }
        };

        assertThatThrownBy(() -> run(throwing)).hasRootCauseMessage("on purpose");
    }

    @Test
    void differenceIsPrinted() {
        Selftest.Result result = new Selftest.Result(5, List.of("scalar", "broken"), 3, 100, "broken: byte 7 differs");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new SelftestReport(SystemInfo.get(), result).print(new PrintStream(out), false);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("seed           5", "DIFFERENT: broken: byte 7 differs");
    }

    @Test
    void casesReachTheEndsOfTheRange() {
        List<SelftestCase> cases =
                LongStream.range(0, 2000).mapToObj(i -> SelftestCase.of(9, i)).toList();

        assertThat(cases).anyMatch(c -> c.offset() > Long.MAX_VALUE - (1 << 24));
        assertThat(cases).anyMatch(c -> c.length() == 0).anyMatch(c -> c.length() > 4 << 20 && c.threads() > 1);
        assertThat(cases).anyMatch(SelftestCase::isOnHeap).anyMatch(c -> c.misalignment() % 8 != 0);
        assertThat(cases)
                .allMatch(c -> c.offset() >= 0 && c.length() <= c.recipe().sizeBytes() - c.offset());
        assertThat(cases.stream().map(c -> c.recipe().dedup().getClass()).distinct())
                .hasSize(4);
        assertThat(cases.stream().map(c -> c.recipe().compression().texture()).distinct())
                .hasSize(Texture.values().length);
        assertThat(cases)
                .anyMatch(c -> c.recipe().compression().mixture().components().size() > 1);
        assertThat(cases.get(7)).isEqualTo(SelftestCase.of(9, 7));
    }
}
