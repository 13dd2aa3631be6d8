// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

final class ResumeTest {
    private static final int SIZE = 1_234_567;
    private static final int CHUNK = 64 << 10;
    private static final String RECIPE = "dgen1:seed=7,stream=3,size=" + SIZE + ",block=8KiB,dedup=2.5,compress=1.5";
    private static final byte[] BYTES = Cli.bytes(RECIPE);

    @TempDir
    private Path dir;

    private Outcome resume(Path file, Object... more) {
        Object[] args = Arrays.copyOf(
                new Object[] {"generate", "--recipe", RECIPE, "--resume", "--chunk-size", CHUNK, "--json", file},
                8 + more.length);
        System.arraycopy(more, 0, args, 8, more.length);
        return Cli.run(args);
    }

    private void assertCompletes(Path file, int keptBytes) throws IOException {
        Outcome outcome = resume(file);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(file).hasBinaryContent(BYTES);
        Map<String, Object> report = JSON.std.mapFrom(outcome.out());
        assertThat(report).containsEntry("keptBytes", keptBytes).containsEntry("bytes", SIZE);
    }

    /** What several writers leave: chunks in any order, one of them up to any byte, and holes. */
    @Test
    void aFileWithHolesIsCompleted() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int end = random.nextInt(SIZE);
            byte[] left = new byte[end];
            int kept = 0;
            for (int start = 0; start < end; start += CHUNK) {
                int length = Math.min(CHUNK, SIZE - start);
                boolean isWritten = random.nextInt(4) > 0;
                boolean isTorn = random.nextInt(8) == 0;
                int written = isWritten ? isTorn ? random.nextInt(length) : length : 0;
                int copied = Math.min(written, end - start);
                System.arraycopy(BYTES, start, left, start, copied);
                kept += copied == length ? length : 0;
            }
            assertCompletes(Files.write(dir.resolve("file" + seed), left), kept);
        }
    }

    @Test
    void aMissingOrEmptyFileStartsAtTheBeginning() throws IOException {
        assertCompletes(dir.resolve("missing"), 0);
        assertCompletes(Files.createFile(dir.resolve("empty")), 0);
        assertCompletes(Files.write(dir.resolve("hole"), new byte[SIZE]), 0);
    }

    @Test
    void aCompleteFileIsNotWritten() throws IOException {
        Path file = Files.write(dir.resolve("file"), BYTES);

        assertCompletes(file, SIZE);
        assertThat(Cli.run("generate", "--recipe", RECIPE, "--resume", file).out())
                .contains("kept     " + SIZE + " bytes of an earlier run\n");
        assertThat(Cli.run("generate", "--recipe", RECIPE, "--force", file).out())
                .doesNotContain("kept");
    }

    @Test
    void damageAfterTheBeginningIsRepaired() throws IOException {
        byte[] damaged = BYTES.clone();
        Arrays.fill(damaged, 300_000, 300_100, (byte) 0xA5);
        assertCompletes(Files.write(dir.resolve("file"), damaged), SIZE - CHUNK);
    }

    /** Zeros before the data are a hole, and not a beginning. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4095, 200_000})
    void dataOfAnotherOriginIsNotTouched(int zeros) throws IOException {
        byte[] foreign = new byte[300_000];
        Arrays.fill(foreign, zeros, foreign.length, (byte) 'x');
        Path file = Files.write(dir.resolve("file"), foreign);

        Outcome outcome = resume(file);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo(
                        "dgen: " + file + ": the data at offset " + zeros / 4096 * 4096 + " is not that of this recipe:"
                                + " --resume expects what an interrupted run of it has left\n");
        assertThat(file).hasBinaryContent(foreign);
    }

    @Test
    void aFileThatIsTooLongIsNotTouched() throws IOException {
        byte[] longer = Arrays.copyOf(BYTES, SIZE + 1);
        Arrays.fill(longer, 100_000, 200_000, (byte) 0);
        Path file = Files.write(dir.resolve("file"), longer);

        Outcome outcome = resume(file);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("dgen: " + file + " has more than " + SIZE + " bytes: --resume expects");
        assertThat(file).hasBinaryContent(longer);
    }

    @Test
    void aRangeIsCompletedInPlaceOrAlone() throws IOException {
        byte[] whole = new byte[SIZE];
        System.arraycopy(BYTES, 0, whole, 0, 500_000);
        Path file = Files.write(dir.resolve("file"), whole);
        Path part = Files.write(dir.resolve("part"), Arrays.copyOfRange(BYTES, 300_000, 500_000));

        assertThat(resume(file, "--in-place", "--offset", 300_000, "--length", 400_000)
                        .status())
                .isZero();
        assertThat(resume(part, "--offset", 300_000, "--length", 400_000).status())
                .isZero();

        System.arraycopy(BYTES, 500_000, whole, 500_000, 200_000);
        assertThat(file).hasBinaryContent(whole);
        assertThat(part).hasBinaryContent(Arrays.copyOfRange(BYTES, 300_000, 700_000));
    }

    @Test
    void badInputIsRefused() throws IOException {
        Path file = dir.resolve("file");
        assertThat(Cli.run("generate", "--size", 10, "--resume", file).err())
                .isEqualTo(
                        "dgen: --resume: --recipe or --seed is required: without it the data of the interrupted run is"
                                + " unknown\n");
        for (String output : new String[] {"-", "/dev/null"}) {
            Outcome outcome = Cli.run("generate", "--size", 10, "--seed", 1, "--resume", output);
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.err())
                    .startsWith("dgen: --resume: expected OUTPUT to be a file or a block device, not ");
        }
        assertThat(file).doesNotExist();
    }
}
