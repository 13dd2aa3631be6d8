// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.Dataset;
import io.dgen.spark.DgenSpark;
import io.dgen.spark.SparkTest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalJobTest extends SparkTest {
    private static final String LINE =
            "dgenset1:files=30,size=list(0,4KiB,300001,2MiB,5000000),name=d{1}/f{2}.bin;dgen1:seed=7,dedup=2,compress=2";

    @TempDir
    Path folder;

    private Path at(String name) {
        return folder.resolve(name);
    }

    private static JobOptions options(Existing existing, int tasks) {
        return new JobOptions(existing, tasks, 8L << 20);
    }

    private Report generate(String line, Path to, Existing existing) throws IOException {
        return DgenSpark.generate(SPARK, Dataset.parse(line), to.toUri().toString(), options(existing, 5));
    }

    private Report verify(String line, Path of) throws IOException {
        return DgenSpark.verify(SPARK, Dataset.parse(line), of.toUri().toString(), options(Existing.REFUSE, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINE,
                "dgenset1:files=1,size=40MiB;dgen1:seed=7",
                "dgenset1:total=20000001,size=lognormal(64KiB,1.5)[0..4MiB];dgen1:seed=8,dedup=3",
                "dgenset1:files=3,size=0;dgen1:seed=9",
                "dgenset1:files=4,size=1MiB;dgen1:seed=9,format=tar,record=20KB",
                "dgenset1:files=2,size=1MiB;dgen1:seed=9,type=fp32,dist=normal,mean=0,sd=1,dim=64,format=npy",
                "dgenset1:files=3,size=1000000;dgen1:seed=9,format=parquet,record=3000,group=64KiB",
                "dgenset1:files=3,size=1MiB;dgen1:seed=9,format=arrow,record=4KiB"
            })
    void filesAreThoseOfTheCommandLine(String line) throws IOException {
        Report report = generate(line, at("job"), Existing.REFUSE);
        Trees.create(line, at("cli"));
        Trees.assertEqual(at("job"), at("cli"));
        Trees.verify(at("job"));
        Dataset dataset = Dataset.parse(line);
        assertThat(report.files()).isEqualTo(dataset.fileCount());
        assertThat(report.bytes()).isEqualTo(dataset.totalBytes());
        Report verified = verify(line, at("cli"));
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.bytes()).isEqualTo(dataset.totalBytes());
        assertThat(verified.checksum()).isEqualTo(report.checksum());
    }

    @Test
    void verifyNamesWhatIsWrong() throws IOException {
        Trees.create(LINE, at("set"));
        String right = verify(LINE, at("set")).checksum();
        Files.delete(at("set/d0/f01.bin"));
        Files.write(at("set/d0/f02.bin"), new byte[100], StandardOpenOption.APPEND);
        try (RandomAccessFile file = new RandomAccessFile(at("set/d0/f03.bin").toFile(), "rw")) {
            file.setLength(1 << 20);
        }
        try (RandomAccessFile file = new RandomAccessFile(at("set/d0/f04.bin").toFile(), "rw")) {
            file.seek(8192);
            file.write(new byte[4096]);
        }
        try (RandomAccessFile file = new RandomAccessFile(at("set/d2/f23.bin").toFile(), "rw")) {
            file.seek(64 << 10);
            file.write(Arrays.copyOfRange(Files.readAllBytes(at("set/d1/f13.bin")), 128 << 10, 136 << 10));
        }
        Files.copy(at("set/d1/f13.bin"), at("set/d1/f18.bin"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(at("set/d1/other"), "x");
        Files.writeString(at("set/.dgen-12.tmp"), "of an interrupted run");
        List<Row> rows = DgenSpark.verify(SPARK, LINE, at("set").toUri().toString())
                .orderBy("path", "offset")
                .collectAsList();
        assertThat(rows.stream().map(row -> row.mkString(" ")).toList())
                .startsWith(
                        "d0/f01.bin missing 0 4096  ",
                        "d0/f02.bin size 300001 100 extra 300101 bytes instead of 300001",
                        "d0/f03.bin size 1048576 1048576 missing 1048576 bytes instead of 2097152",
                        "d0/f04.bin changed 8192 4096 zeros zeros",
                        "d1/f18.bin renamed 0 2097152  has the content of d1/f13.bin")
                .contains("d1/other extra 0 1  ")
                .anyMatch(row -> row.matches(
                        "d2/f23.bin changed 65536 8192 misplaced misplaced, data of offset [0-9]+ of d./f...bin.*"))
                .allMatch(row -> row.matches("d0/f0[1-4].*|d1/f18.*|d1/other.*|d2/f23.*"));
        assertThat(verify(LINE, at("set")).checksum()).isNotEqualTo(right);
    }

    @Test
    void existingFilesAreRefused() throws IOException {
        generate(LINE, at("set"), Existing.REFUSE);
        assertThatThrownBy(() -> generate(LINE, at("set"), Existing.REFUSE))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--overwrite");
        String other = LINE.replace("seed=7", "seed=6");
        assertThatThrownBy(() -> generate(other, at("set"), Existing.RESUME))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("another set");
        Trees.verify(at("set"));
        generate(other, at("set"), Existing.OVERWRITE);
        Trees.verify(at("set"));
        assertThat(Files.readString(at("set/.dgen-dataset"))).isEqualTo(Dataset.parse(other) + "\n");
        Files.createDirectory(at("foreign"));
        Files.writeString(at("foreign/note"), "x");
        assertThatThrownBy(() -> generate(LINE, at("foreign"), Existing.REFUSE)).isInstanceOf(UsageException.class);
        Files.writeString(at("file"), "x");
        assertThatThrownBy(() -> generate(LINE, at("file"), Existing.OVERWRITE))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected a directory");
    }

    @Test
    void oneJobWrites() throws IOException {
        TakeOver.assertOneJobWrites(
                at("set").toUri().toString(), SPARK.sparkContext().hadoopConfiguration());
    }

    @Test
    void resumeWritesWhatIsIncomplete() throws IOException {
        String checksum = generate(LINE, at("set"), Existing.REFUSE).checksum();
        Files.delete(at("set/d0/f04.bin"));
        Files.write(at("set/d0/f09.bin"), new byte[5_000_000]);
        Files.writeString(at("set/.dgen-12.tmp"), "of an interrupted run");
        Report report = generate(LINE, at("set"), Existing.RESUME);
        assertThat(report.keptFiles()).isEqualTo(28);
        assertThat(report.checksum()).isEqualTo(checksum);
        assertThat(at("set/.dgen-12.tmp")).doesNotExist();
        Trees.verify(at("set"));
    }
}
