// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.Cli.Outcome;
import io.dgen.cli.exit.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal is one line that names the value and the range, and changes nothing. */
final class BadInputTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --size -1                                  | --size: size '-1': expected a number of bytes, 0 to 9223372036854775807
            --size abc                                 | --size: size 'abc': expected a number of bytes
            --size 8EiB                                | --size: size '8EiB': expected 0 to 9223372036854775807 bytes
            --size 1.0001KiB                           | --size: size '1.0001KiB': expected a whole number of bytes
            --size 10 --dedup NaN                      | --dedup: dedup ratio 'NaN': expected a decimal number, 1 or more
            --size 10 --dedup 0                        | --dedup: dedup ratio '0': expected a decimal number, 1 or more
            --size 10 --dedup 0.99                     | --dedup: dedup ratio '0.99': expected a decimal number, 1 or more
            --size 10 --dedup Infinity                 | --dedup: dedup ratio 'Infinity': expected a decimal number, 1 or more
            --size 10 --dedup abc                      | --dedup: dedup ratio 'abc': expected a decimal number, 1 or more
            --size 10 --dedup -2                       | --dedup: dedup ratio '-2': expected a decimal number, 1 or more
            --size 10 --dedup 2,window=100KiB          | window 102400: expected a multiple of the block size, 131072 (128KiB) bytes, at least one block
            --size 10 --dedup 3,window=256KiB          | dedup ratio 3: expected 1 to 2, the blocks of a window of 262144 bytes
            --size 10 --dedup 3,window=8EiB            | --dedup: window: size '8EiB': expected 0 to 9223372036854775807 bytes
            --size 10 --dedup 3,window=1MiB,hot=5%@50% | --dedup: dedup 'window=1MiB with hot=5%@50%': expected one or the other, not both
            --size 10 --dedup 1.5,hot=5%@50%           | --dedup: dedup ratio 1.5 with hot=5%@50%: expected 1.9 or more
            --size 10 --dedup 3,hot=5%@500%            | --dedup: hot share 5 of the writes: expected above 0% and below 100%
            --size 10 --dedup copies(1@0.5+2@0.4)      | --dedup: dedup 'copies(1@0.5+2@0.4)': expected a sum of 1, to within 0.000001; it is 0.9
            --size 10 --dedup copies(0@1)              | --dedup: copies 0: expected 1 to 2251799813685248
            --size 10 --compress 0.5                   | --compress: compress ratio '0.5': expected 1 to 64 in steps of 0.01
            --size 10 --compress 65                    | --compress: compress ratio '65': expected 1 to 64 in steps of 0.01
            --size 10 --compress 2@0.5+3@0.4           | --compress: compress '2@0.5+3@0.4': expected a sum of 1, to within 0.000001; it is 0.9
            --size 10 --compress-for zstd              | --compress-for: compress target 'zstd': expected any, or lz4, zstd, gzip, snappy or lzo with a block size
            --size 10 --compress-for lzma@4KiB         | --compress-for: compressor 'lzma': expected lz4, zstd, gzip
            --size 10 --compress-for lz4@5000          | --compress-for: compressor block size 5000: expected a power of two from 4096 (4KiB) to 16777216 (16MiB)
            --size 10 --texture rough                  | --texture: texture 'rough': expected copy, cells, run, stripes, skip
            --size 10 --preset xfs                     | --preset: preset 'xfs': expected vdo, ontap, zfs, btrfs, datadomain, borg, restic, squashfs
            --size 10 --block-size 5000                | block size 5000: expected a power of two from 4096 (4KiB) to 33554432 (32MiB)
            --size 10 --block-size 2KiB                | block size 2048: expected a power of two from 4096
            --size 10 --block-size 64MiB               | block size 67108864: expected a power of two from 4096
            --size 10 --seed -1                        | --seed: seed '-1': expected 0 to 18446744073709551615
            --size 10 --stream x                       | --stream: stream 'x': expected 0 to 18446744073709551615
            --size 10 --offset 11                      | offset 11: expected 0 to 10, the stream's size
            --size 10 --offset -1                      | --offset: size '-1': expected a number of bytes, 0 to
            --size 10 --offset 4 --length 7            | length 7 at offset 4: expected 0 to 6, the rest of the stream
            --size 10 --length 11                      | length 11 at offset 0: expected 0 to 10
            --size 9223372036854775807 --offset 9223372036854775807 --length 1 | length 1 at offset 9223372036854775807: expected 0 to 0
            --size 10 --threads 0                      | --threads: threads '0': expected 1 to 2147483647
            --size 10 --numa on                        | --numa: NUMA mode 'on': expected auto, force, disabled
            --size 10 --numa-node 99999                | NUMA node 99999: expected one with CPUs that this process may use:
            --size 10 --numa-node -1                   | NUMA node -1: expected one with CPUs that this process may use:
            --size 10 --numa-node x                    | --numa-node: NUMA node 'x': expected a number; dgen info lists the nodes
            --size 10 --numa disabled --numa-node 0    | NUMA node 0 with NUMA mode disabled
            --size 10 --threads two                    | --threads: threads 'two': expected 1 to 2147483647
            --size 10 --engine quick                   | --engine: engine 'quick': expected auto, native, vector, scalar
            --size 10 --chunk-size 0                   | chunk size 0: expected 4096 (4KiB) to 1073741824 (1GiB) bytes
            --size 10 --chunk-size 2GiB                | chunk size 2147483648: expected 4096 (4KiB) to 1073741824 (1GiB) bytes
            --size 10 --chunk-size -1                  | --chunk-size: size '-1': expected a number of bytes
            --recipe dgen2:seed=1,size=1               | recipe 'dgen2:seed=1,size=1': expected it to start with 'dgen1:'
            --recipe dgen1:seed=1,size=1,colour=red    | unknown key 'colour': expected seed, stream, size, block, dedup, window, hot, compress, for, texture
            --recipe dgen1:seed=1                      | recipe 'dgen1:seed=1': key 'size' is missing
            --recipe dgen1:seed=1,size=1,size=2        | duplicate key 'size'
            --recipe dgen1:seed=1,size=1,compress=65   | compress ratio '65': expected 1 to 64 in steps of 0.01
            --recipe dgen1:seed=1,size=1,dedup=0.5     | dedup ratio '0.5': expected a decimal number, 1 or more
            --recipe dgen1:seed=1,size=1 --seed 4      | --recipe and --seed exclude each other
            --recipe dgen1:seed=1,size=1 --dedup 1 --size 1 | --recipe and --size, --dedup exclude each other
            --recipe dgen1:seed=1,size=1 --compress 2 --compress-for any --texture run --preset zfs | --recipe and --compress, --compress-for, --texture, --preset exclude each other
            --size 10 --format=                        | --format '': expected a name of a format, such as npy
            --size 10 --record 5                       | --record requires --format
            --size 10 --numbers type=fp99              | --numbers: type 'fp99': expected fp32, fp64, bf16, fp16, int8, int32
            --size 10 --numbers type=fp16,high=70000   | --numbers: high 70000: expected -65504 to 65504 for type fp16
            --seed 4                                   | --size or --recipe is required
            --size 10 --colour red                     | Unknown options: '--colour', 'red'
            --size                                     | --size
            """)
    void wrongOptions(String options, String message) {
        Path file = dir.resolve("file");
        for (String command : new String[] {"generate", "verify"}) {
            String seed = command.equals("verify") && !options.contains("--recipe") && !options.contains("--seed")
                    ? " --seed 1"
                    : "";
            Outcome outcome = Cli.run((Object[]) (command + " " + file + seed + " " + options).split(" +"));

            assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
            assertThat(outcome.err()).startsWith("dgen: ").contains(message).hasLineCount(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(file).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            generate | --writers 0    | --writers: writers '0': expected 1 to 1024
            generate | --writers 1025 | --writers: writers '1025': expected 1 to 1024
            generate | --writers 2 -  | writers 2: expected 1 for standard output, because it has no positions
            generate | --readers 1    | Unknown options: '--readers'
            verify   | --readers x    | --readers: readers 'x': expected 1 to 1024
            verify   | --readers 1025 | --readers: readers '1025': expected 1 to 1024
            verify   | --readers 2 -  | readers 2: expected 1 for standard input, because it has no positions
            verify   | --writers 1    | Unknown options: '--writers'
            """)
    void wrongNumbersOfWritersAndReaders(String command, String options, String message) {
        String file = options.endsWith("-") ? "" : " " + dir.resolve("file");
        Outcome outcome = Cli.run((Object[]) (command + " --size 10 --seed 1 " + options + file).split(" +"));

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("dgen: ").contains(message).hasLineCount(1);
    }

    @Test
    void directoryAsOutput() {
        Outcome outcome = Cli.run("generate", "--size", "10", "--force", dir);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("dgen: " + dir + " is a directory: expected a file, a device or -\n");
    }

    @Test
    void missingParent() {
        Path parent = dir.resolve("no");

        Outcome outcome = Cli.run("generate", "--size", "10", parent.resolve("file"));

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo("dgen: " + parent.resolve("file") + ": there is no directory " + parent + "\n");
    }

    @Test
    void parentIsAFile() throws IOException {
        Path parent = Files.writeString(dir.resolve("plain"), "x");

        Outcome outcome = Cli.run("generate", "--size", "10", parent.resolve("file"));

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .startsWith("dgen: " + parent.resolve("file") + ": ")
                .hasLineCount(1);
    }

    @Test
    void emptyName() {
        Outcome outcome = Cli.run("generate", "--size", "10", "");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("dgen: the file name is empty\n");
    }

    @Test
    void exceptionsBecomeReasons() {
        assertThat(Failure.io("x", new AccessDeniedException("x"))).hasMessage("x: permission denied");
    }

    @ParameterizedTest
    @CsvSource({"--direct", "--fsync"})
    void streamsHaveNoDevice(String option) {
        for (String output : new String[] {"-", "/dev/null"}) {
            Outcome outcome = Cli.run("generate", "--size", "10", option, output);

            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.err())
                    .startsWith("dgen: " + option + ": expected OUTPUT to be a file or a block device");
        }
    }

    @Test
    void directIoNeedsAlignedChunks() {
        Outcome outcome = Cli.run("generate", "--size", "10", "--direct", "--chunk-size", "5000", dir.resolve("file"));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("chunk size 5000: expected, with --direct, a multiple of ");
    }

    @Test
    void missingCommand() {
        Outcome outcome = Cli.run();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("dgen: expected a command: generate, verify");
    }

    @Test
    void unknownCommand() {
        Outcome outcome = Cli.run("generat");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("dgen: Unmatched argument at index 0: 'generat'")
                .hasLineCount(1);
    }

    @Test
    void messagesAreShortAndPrintable() {
        String control = "\u001b[2J\r\n\u202e";
        for (String text : new String[] {"x".repeat(100_000), control, control.repeat(20_000), "'x".repeat(50_000)}) {
            for (String[] arguments : new String[][] {
                {"generate", text},
                {"generate", "--size", "1", dir.resolve("no") + "/" + text},
                {"verify", "--size", "1", "--seed", "1", dir.resolve("no") + "/" + text},
                {"analyze", dir.resolve("no") + "/" + text},
                {"generate", "--recipe", text, "-"},
                {"generate", "--recipe", "dgen1:seed=1,size=1,compress=" + text, "-"},
                {"generate", "--size", text, "-"},
                {"generate", "--size", "1", "--engine", text, "-"},
                {"generate", "--size", "1", "--preset", text, "-"},
                {"generate", "--size", "1", "--numa-node", text, "-"},
                {"generate", "--size", "1", "--threads", text, "-"},
                {"generate", "--size", "1", "--" + text, "-"},
                {"generate", "--size", "1", "-", text},
                {"generate", "--size", "1", "--like", text, "-"},
                {"analyze", "--compressors", text, "-"},
                {"analyze", "--units", text, "-"},
                {"analyze", "--sample", text, "-"},
                {"analyze", "--save", text + "/x", "-"},
                {"bench", "--groups", text},
                {text},
            }) {
                Outcome outcome = Cli.run((Object[]) arguments);

                assertThat(outcome.status()).isBetween(2, 3);
                assertThat(outcome.err())
                        .startsWith("dgen: ")
                        .hasLineCount(1)
                        .hasSizeLessThan(6 * 5200)
                        .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]|\\p{Cf}");
            }
        }
    }

    @Test
    void quotesOfOptionsAreCut() {
        Outcome outcome = Cli.run("generate", "--size", "1", "--numa-node", "x".repeat(1000), "-");

        assertThat(outcome.err()).contains("'" + "x".repeat(100) + "...'").hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--engine SCALAR",
                "--preset ZFS",
                "--preset Zfs",
                "--texture RUN",
                "--numa DISABLED",
                "--compress-for ZSTD@128kib",
                "--compress-for ANY"
            })
    void namesInOptionsHaveAnyCase(String option) {
        Outcome outcome = Cli.run((Object[]) ("generate --size 1 " + option + " /dev/null").split(" "));

        assertThat(outcome.status()).as(outcome.err()).isZero();
    }
}
