// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailFastTest {
    private static final int SIZE = 2_000_000;
    private static final String RECIPE = "dgen1:seed=7,stream=3,size=" + SIZE + ",block=8KiB,dedup=2.5,compress=1";
    private static final byte[] BYTES = Cli.bytes(RECIPE);

    @TempDir
    private Path dir;

    /** Two chunks are wrong; all chunks before the first of them are checked, also by several workers. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void stopsAfterTheChunkWithTheFirstWrongByte(int readers) throws IOException {
        byte[] bytes = BYTES.clone();
        bytes[500_000] ^= 1;
        bytes[600_000] ^= 1;
        Path file = Files.write(dir.resolve("file"), bytes);
        Object[] args = {
            "verify", "--recipe", RECIPE, "--fail-fast", "--chunk-size", "64KiB", "--readers", readers, file, "--json"
        };
        int checked = (500_000 / 65536 + 1) * 65536;

        assertThat(Cli.run(args).out())
                .contains("\"ok\":false", "\"checkedBytes\":" + checked, "\"uncheckedBytes\":" + (SIZE - checked))
                .contains("\"missingBytes\":0", "\"wrongBytes\":1", "\"firstWrongOffset\":500000");
        args[args.length - 1] = "--no-progress";
        Outcome outcome = Cli.run(args);
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out())
                .startsWith("DIFFERENT: ")
                .contains("first wrong byte   offset 500000\n", "wrong bytes        1 of " + checked + " checked\n")
                .contains("not checked        " + (SIZE - checked) + " bytes")
                .contains(" after the first wrong ones (--fail-fast)\n")
                .doesNotContain("shorter");
    }

    @Test
    void aPipeIsNotReadToItsEnd() {
        byte[] bytes = BYTES.clone();
        bytes[3] ^= 1;

        Outcome outcome =
                new Cli().in(bytes).with("verify", "--recipe", RECIPE, "--fail-fast", "--chunk-size", 4096, "-");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("wrong bytes        1 of 4096 checked\n", "not checked        1995904 bytes");
    }

    @Test
    void rightDataIsCheckedCompletely() throws IOException {
        Path file = Files.write(dir.resolve("file"), BYTES);

        assertThat(Cli.run("verify", "--recipe", RECIPE, "--fail-fast", file).out())
                .startsWith("ok: ");
        Outcome shorter = new Cli().in(new byte[0]).with("verify", "--recipe", RECIPE, "--fail-fast", "-");
        assertThat(shorter.status()).isEqualTo(4);
        assertThat(shorter.out()).contains("the input is 2000000 bytes shorter").doesNotContain("not checked");
    }

    @Test
    void keepGoingIsTheDefaultAndExcludesIt() throws IOException {
        Path file = Files.write(dir.resolve("file"), new byte[SIZE]);
        assertThat(Cli.run("verify", "--recipe", RECIPE, "--keep-going", file).out())
                .contains(" of " + SIZE + " checked")
                .doesNotContain("not checked");

        Outcome outcome = Cli.run("verify", "--recipe", RECIPE, "--keep-going", "--fail-fast", file);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("dgen: --fail-fast and --keep-going exclude each other\n");
    }
}
