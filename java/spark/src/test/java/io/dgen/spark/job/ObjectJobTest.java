// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.spark.DgenSpark;
import io.dgen.spark.SparkTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** Jobs on an object store, through Hadoop's s3a. */
class ObjectJobTest extends SparkTest {
    private static final String LINE = "dgenset1:files=5,size=list(0,100KiB,41943041,9MiB);dgen1:seed=7,dedup=2";
    private static final JobOptions OPTIONS = new JobOptions(Existing.REFUSE, 7, 8L << 20);

    @TempDir
    Path folder;

    private static S3Proxy server;

    @BeforeAll
    static void start() throws Exception {
        TransientNio2BlobStore store = new TransientNio2BlobStore();
        store.createContainer(CreateBucketRequest.builder().bucket("bucket").build());
        server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
                .build();
        server.start();
        Configuration configuration = SPARK.sparkContext().hadoopConfiguration();
        configuration.set("fs.s3a.endpoint", "http://127.0.0.1:" + server.getPort());
        configuration.set("fs.s3a.endpoint.region", "us-east-1");
        configuration.set("fs.s3a.path.style.access", "true");
        configuration.set("fs.s3a.access.key", "key");
        configuration.set("fs.s3a.secret.key", "secret");
        configuration.set("fs.s3a.fast.upload.buffer", "bytebuffer");
        configuration.set("fs.s3a.attempts.maximum", "2");
    }

    @AfterAll
    static void stop() throws Exception {
        FileSystem.closeAll();
        server.stop();
    }

    /** Several tasks write the large object. */
    @Test
    void objectsAreTheFilesOfTheCommandLine() throws IOException {
        Dataset dataset = Dataset.parse(LINE);
        Report report = DgenSpark.generate(SPARK, dataset, "s3a://bucket/set", OPTIONS);
        assertThat(CutFiles.find(dataset, new Plan(LINE, "", 7, 8L << 20, Existing.REFUSE, "")))
                .containsKey(2L);
        Trees.create(LINE, folder.resolve("cli"));
        SetStore store = new SetStore("s3a://bucket/set", SPARK.sparkContext().hadoopConfiguration());
        for (DatasetFile file : dataset.files().toList()) {
            try (var in = store.open(store.path(file.path()), 0)) {
                assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(folder.resolve("cli/" + file.path())));
            }
        }
        assertThat(Arrays.stream(store.files().listStatus(store.root())).map(FileStatus::getPath))
                .hasSize(6);
        assertThat(store.readLine()).isEqualTo(dataset + "\n");
        Report verified = DgenSpark.verify(SPARK, dataset, "s3a://bucket/set", OPTIONS);
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.checksum()).isEqualTo(report.checksum());
        assertThatThrownBy(() -> DgenSpark.generate(SPARK, dataset, "s3a://bucket/set", OPTIONS))
                .isInstanceOf(UsageException.class);
        store.delete(store.path("f1"));
        assertThat(DgenSpark.verify(SPARK, dataset, "s3a://bucket/set", OPTIONS).findings())
                .containsExactly(new Finding("f1", Finding.Kind.MISSING, 0, 100 << 10, "", ""));
    }

    @Test
    void oneJobWrites() throws IOException {
        TakeOver.assertOneJobWrites("s3a://bucket/shared", SPARK.sparkContext().hadoopConfiguration());
    }
}
