// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.spark.DgenSpark;
import io.dgen.spark.SparkTest;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdfsJobTest extends SparkTest {
    private static final String LINE = "dgenset1:files=4,size=list(0,100KiB,41943041,9MiB);dgen1:seed=7,dedup=2";
    private static final JobOptions OPTIONS = new JobOptions(Existing.REFUSE, 7, 8L << 20);

    @TempDir
    static Path folder;

    private static MiniDFSCluster cluster;
    private static FileSystem hdfs;

    @BeforeAll
    static void start() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        hdfs = cluster.getFileSystem();
    }

    @AfterAll
    static void stop() {
        cluster.shutdown();
    }

    private static String address(String name) {
        return cluster.getURI() + "/" + name;
    }

    /** Several tasks write the large file. */
    @Test
    void filesAreThoseOfTheCommandLine() throws IOException {
        Dataset dataset = Dataset.parse(LINE);
        Report report = DgenSpark.generate(SPARK, dataset, address("set"), OPTIONS);
        assertThat(CutFiles.find(dataset, new Plan(LINE, address("set"), 7, 8L << 20, Existing.REFUSE, "")))
                .containsKey(2L);
        hdfs.copyToLocalFile(
                false, new org.apache.hadoop.fs.Path("/set"), new org.apache.hadoop.fs.Path(folder.toUri()), true);
        Trees.create(LINE, folder.resolve("cli"));
        Trees.assertEqual(folder.resolve("set"), folder.resolve("cli"));
        Report verified = DgenSpark.verify(SPARK, dataset, address("set"), OPTIONS);
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.checksum()).isEqualTo(report.checksum());
        assertThat(report.files()).isEqualTo(4);
    }

    @Test
    void oneJobWrites() throws IOException {
        TakeOver.assertOneJobWrites(address("shared"), SPARK.sparkContext().hadoopConfiguration());
    }

    @Test
    void filesAreReplaced() throws IOException {
        Dataset dataset = Dataset.parse(LINE);
        org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path("/other");
        for (DatasetFile file : dataset.files().toList()) {
            try (FSDataOutputStream out = hdfs.create(new org.apache.hadoop.fs.Path(folder, file.path()))) {
                out.writeBytes("old");
            }
        }
        DgenSpark.generate(SPARK, dataset, address("other"), new JobOptions(Existing.OVERWRITE, 3, 8L << 20));
        assertThat(DgenSpark.verify(SPARK, dataset, address("other"), OPTIONS).findings())
                .isEmpty();
        for (FileStatus file : hdfs.listStatus(folder)) {
            assertThat(SetStore.isTemporary(file.getPath().getName())).isFalse();
        }
    }
}
