// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

final class DigestTest {
    private static final String RECIPE = "dgen1:seed=5,stream=0,size=3000000,block=128KiB,dedup=2,compress=2";

    /** md5sum and sha256sum of GNU coreutils or BusyBox, of the file that generate writes. */
    @ParameterizedTest
    @CsvSource({"md5, md5sum", "sha256, sha256sum"})
    void isWhatOtherProgramsFind(String algorithm, String program, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("data.bin");
        assertThat(Cli.run("generate", "--recipe", RECIPE, file).status()).isZero();

        assertThat(report("--algorithm", algorithm)).containsEntry("hex", output(program, file.toString()));
    }

    private static String output(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).start();
            String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return line.split(" ")[0];
        } catch (IOException e) {
            assumeTrue(false, command[0] + " is not installed");
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> report(Object... args) throws IOException {
        Object[] all = new Object[args.length + 4];
        System.arraycopy(new Object[] {"digest", "--recipe", RECIPE, "--json"}, 0, all, 0, 4);
        System.arraycopy(args, 0, all, 4, args.length);
        Outcome outcome = Cli.run(all);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return JSON.std.mapFrom(outcome.out());
    }

    @Test
    void jsonHasAllParts() throws Exception {
        Map<String, Object> report = report("--algorithm", "md5", "--part-size", "1MiB", "--offset", "1000");

        assertThat(report.keySet())
                .containsExactly(
                        "recipe",
                        "algorithm",
                        "offset",
                        "bytes",
                        "hex",
                        "base64",
                        "composite",
                        "partBytes",
                        "parts",
                        "seconds",
                        "gigabytesPerSecond",
                        "engine",
                        "tier",
                        "threads");
        assertThat(report)
                .containsEntry("recipe", RECIPE)
                .containsEntry("algorithm", "md5")
                .containsEntry("offset", 1000)
                .containsEntry("bytes", 2_999_000)
                .containsEntry("partBytes", 1 << 20)
                .containsEntry("hex", null)
                .containsEntry("base64", null);
        byte[] bytes = Arrays.copyOfRange(Cli.bytes(RECIPE), 1000, 3_000_000);
        MessageDigest composite = MessageDigest.getInstance("MD5");
        List<?> parts = (List<?>) report.get("parts");
        assertThat(parts).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Map<?, ?> part = (Map<?, ?>) parts.get(i);
            byte[] md5 = MessageDigest.getInstance("MD5")
                    .digest(Arrays.copyOfRange(bytes, i << 20, Math.min(bytes.length, i + 1 << 20)));
            composite.update(md5);
            assertThat(part.get("part")).isEqualTo(i + 1);
            assertThat(part.get("offset")).isEqualTo(1000 + (i << 20));
            assertThat(part.get("hex")).isEqualTo(HexFormat.of().formatHex(md5));
        }
        assertThat(report).containsEntry("composite", HexFormat.of().formatHex(composite.digest()) + "-3");
    }

    @Test
    void textHasTheWholeAndTheParts() {
        Outcome outcome = Cli.run(
                "digest",
                "--seed",
                "1",
                "--size",
                "9000",
                "--algorithm",
                "CRC32C",
                "--part-size",
                "8000",
                "--threads",
                1);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .matches("(?s)recipe     dgen1:seed=1,\\S+\nbytes      9000 bytes\ntime       .* thread\\)\n"
                        + "algorithm  crc32c\nhex        [0-9a-f]{8}\nbase64     \\S{6}==\ncomposite  \\S{6}==-2\n\n"
                        + "part  offset  bytes  hex       base64\n"
                        + "1     0       8000   [0-9a-f]{8}  \\S{8}\n2     8000    1000   [0-9a-f]{8}  \\S{8}\n");
    }

    @Test
    void anUndividedStreamHasNoComposite() throws Exception {
        assertThat(report("--algorithm", "crc64nvme"))
                .containsEntry("composite", null)
                .containsEntry("partBytes", null)
                .containsEntry("parts", List.of());
        assertThat(Cli.run("digest", "--recipe", RECIPE, "--algorithm", "sha256")
                        .out())
                .doesNotContain("composite")
                .doesNotContain("part ")
                .endsWith("=\n");
        assertThat(Cli.run("digest", "--recipe", RECIPE, "--algorithm", "md5", "--length", "0")
                        .out())
                .contains("range      0 bytes of the stream, starting at offset 0\n")
                .contains("hex        d41d8cd98f00b204e9800998ecf8427e\nbase64     1B2M2Y8AsgTpgAmY7PhCfg==\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--size 9 --algorithm md5 | --recipe or --seed is required: without it the expected data is unknown",
                "--seed 1 --algorithm md5 | --size or --recipe is required",
                "--seed 1 --size 9 | Missing required option: '--algorithm=A'",
                "--seed 1 --size 9 --algorithm sha1 | digest algorithm 'sha1': expected crc32c, crc64nvme, md5, sha256",
                "--seed 1 --size 9 --algorithm md5 --offset 10 | offset 10: expected 0 to 9, the stream's size",
                "--seed 1 --size 9 --algorithm md5 --length 10 | length 10 at offset 0: expected 0 to 9, the rest of the stream",
                "--seed 1 --size 9 --algorithm md5 --part-size 0 | part size 0: expected at least 1 for 9 bytes",
                "--seed 1 --size 1MiB --algorithm md5 --part-size 104 | part size 104: expected at least 105 for 1048576 bytes,"
                        + " which have at most 10000 parts",
                "--seed 1 --size 9 --algorithm md5 --part-size x | size 'x': expected a number of bytes",
            })
    void badInputIsRefused(String args, String message) {
        Outcome outcome = Cli.run((Object[]) ("digest " + args).split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message);
    }
}
