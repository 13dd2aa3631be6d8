// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.testing.Forked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events of a recording. */
class FlightRecorderTest {
    private static final int SIZE = 32 << 20;

    @TempDir
    private Path folder;

    /** Fills, verifies and allocates during a recording. */
    private List<RecordedEvent> record(String... enabled) throws IOException {
        GeneratorConfig config = GeneratorConfig.builder().sizeBytes(SIZE).build();
        DataStream stream = new DataStream(config);
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            for (String name : enabled) {
                recording.enable(name);
            }
            recording.start();
            byte[] data = new byte[SIZE];
            stream.fill(0, data);
            stream.fill(4096, new byte[100]);
            data[0] ^= 1;
            stream.verify(0, data);
            NumaBuffer.allocate(10_000, NumaPolicy.local()).close();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.dgen."))
                .toList();
    }

    @Test
    void nothingIsRecordedUnlessItIsEnabled() throws IOException {
        assertThat(record()).isEmpty();
        assertThat(record("io.dgen.Verify"))
                .extracting(event -> event.getEventType().getName())
                .containsExactly("io.dgen.Verify");
    }

    @Test
    void fillVerifyAndAllocation() throws IOException {
        List<RecordedEvent> events = record("io.dgen.Fill", "io.dgen.Verify", "io.dgen.Allocation");

        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .containsExactlyInAnyOrder("io.dgen.Fill", "io.dgen.Fill", "io.dgen.Verify", "io.dgen.Allocation");
        for (RecordedEvent event : events) {
            boolean isAllocation = event.getEventType().getName().equals("io.dgen.Allocation");
            assertThat(event.getDuration()).isPositive();
            assertThat(event.getEventType().getCategoryNames()).containsExactly("dgen");
            if (isAllocation) {
                assertThat(event.getLong("bytes")).isEqualTo(10_000);
                assertThat(event.getString("policy"))
                        .isEqualTo(NumaPolicy.local().toString());
                assertThat(event.getString("pages")).isEqualTo("base");
            } else {
                boolean isSmall = event.getLong("bytes") == 100;
                DataStream stream =
                        new DataStream(GeneratorConfig.builder().sizeBytes(1).build());
                assertThat(event.getLong("bytes")).isEqualTo(isSmall ? 100 : SIZE);
                assertThat(event.getLong("offset")).isEqualTo(isSmall ? 4096 : 0);
                assertThat(event.getString("engine"))
                        .isEqualToIgnoringCase(stream.engine().toString());
                assertThat(event.getInt("threads"))
                        .isEqualTo(isSmall ? 1 : stream.config().maxThreads());
            }
        }
    }

    /** A recorder that starts with the JVM changes the classes of events while they are loaded. */
    @Test
    void startedWithTheJvm() throws IOException {
        Path file = folder.resolve("start.jfr");
        String events = "+io.dgen.Fill#enabled=true,+io.dgen.Verify#enabled=true,+io.dgen.WorkerWait#enabled=true";
        Forked.Result result = Forked.onClassPath(Program.class)
                .jvm("-XX:ActiveProcessorCount=4", "-Xlog:jfr*=warning")
                .jvm("-XX:StartFlightRecording:settings=none," + events + ",filename=" + file)
                .run();

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).doesNotContain("instrumentation");
        List<RecordedEvent> recorded = RecordingFile.readAllEvents(file);
        assertThat(named(recorded, "io.dgen.Fill")).hasSize(2);
        assertThat(named(recorded, "io.dgen.Verify")).hasSize(1);
        assertThat(named(recorded, "io.dgen.WorkerWait")).hasSize(2).allSatisfy(event -> {
            assertThat(event.getInt("slices")).isEqualTo(SIZE >> 20);
            assertThat(event.getInt("requestedHelpers")).isEqualTo(3);
            assertThat(event.getInt("helpers")).isBetween(0, 3);
        });
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            DataStream stream = new DataStream(GeneratorConfig.builder()
                    .sizeBytes(SIZE)
                    .numaMode(NumaMode.DISABLED)
                    .maxThreads(4)
                    .build());
            byte[] data = new byte[SIZE];
            stream.fill(0, data);
            stream.fill(0, new byte[1 << 20]);
            stream.verify(0, data);
        }
    }

    /** Loading the classes of the recorder takes time. */
    @Test
    void noEventClassIsLoadedWithoutARecording() throws IOException, InterruptedException {
        Forked.Result result =
                Forked.onClassPath(Program.class).jvm("-Xlog:class+load:stdout").run();

        assertThat(result.exit()).isZero();
        assertThat(result.out()
                        .lines()
                        .filter(line -> line.contains(" io.dgen.internal.event.") || line.contains(" jdk.jfr.")))
                .allMatch(line ->
                        line.contains(" io.dgen.internal.event.Events ") || line.contains(" jdk.jfr.FlightRecorder "))
                .hasSize(2);
    }

    /** Images of jlink may lack the module. */
    @Test
    void withoutTheModule() throws IOException, InterruptedException {
        Forked.Result result = Forked.onClassPath(Program.class)
                .jvm("--limit-modules=java.base", "-Xlog:class+load:stdout")
                .run();

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains(" io.dgen.internal.event.Events ").doesNotContain(" jdk.jfr.");
    }
}
