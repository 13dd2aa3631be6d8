// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.dgen.container.Frame;
import io.dgen.testing.Configs;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A null argument throws an exception that names the parameter. */
class NullArgumentsTest {
    private static final Recipe RECIPE = new Recipe(1, 2, 10_000, 4096, 1);

    private static final Dataset SET = Dataset.parse("dgenset1:files=1,size=10;dgen1:seed=1");

    static Stream<Arguments> calls() {
        DataStream stream = new DataStream(Configs.of(RECIPE));
        DataGenerator generator = new DataGenerator(stream);
        GeneratorConfig config = Configs.of(RECIPE);
        GeneratorConfig.Builder builder = GeneratorConfig.builder();
        RecordSource records = new RecordSource(stream, 100);
        RecordCursor cursor = records.cursor();
        NumberSource source = new NumberSource(
                new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=1,size=4000,type=fp32,dim=10"))));
        cursor.next();
        return Stream.of(
                call("text", () -> ByteSize.parse(null)),
                call("text", () -> Recipe.parse(null)),
                call("text", () -> Recipe.parseWord("seed", null)),
                call("text", () -> Recipe.parseRatio("dedup", null)),
                call("text", () -> Dedup.parse(null)),
                call("text", () -> Mixture.parse(null)),
                call("text", () -> CompressFor.parse(null)),
                call("text", () -> Compressor.parse(null)),
                call("text", () -> Texture.parse(null)),
                call("text", () -> Preset.parse(null)),
                call("text", () -> Chunker.parse(null)),
                call("text", () -> StorageSystem.parse(null)),
                call("preset", () -> StorageSystem.of(null)),
                call("chunker", () -> RECIPE.predictedRatios().contentDefined(null)),
                call("system", () -> RECIPE.predictedRatios().on(null, 0)),
                call("text", () -> Dataset.parse(null)),
                call("text", () -> Dataset.parseFiles(null)),
                call("path", () -> SET.find(null)),
                call("sizes", () -> Dataset.builder().sizes(null)),
                call("pattern", () -> Dataset.builder().name(null)),
                call("recipe", () -> Dataset.builder().recipe(null)),
                call("file", () -> new Dataset.Position(null, 0)),
                call("recipe", () -> new DatasetFile.Piece(null, 0, 1)),
                call("text", () -> FileSizes.parse(null)),
                call("content", () -> Frame.Part.framing(0, 1, null)),
                call("buckets", () -> new FileSizes.Buckets(null)),
                call("bytes", () -> new FileSizes.Listed(null)),
                call("dataset", () -> new DatasetContent(null, config)),
                call("config", () -> new DatasetContent(SET, null)),
                call("file", () -> new DatasetContent(SET, config).fill(null, 0, MemorySegment.NULL)),
                call("buffer", () -> new DatasetContent(SET, config).fill(SET.file(0), 0, null)),
                call("buffer", () -> new DatasetContent(SET, config).verify(SET.file(0), 0, null)),
                call("chunker", () -> SET.predictedRatios().contentDefined(null)),
                call("system", () -> SET.predictedRatios().on(null)),
                call("compressor", () -> CompressFor.of(null, 4096)),
                call("dedup", () -> new Recipe(1, 2, 3, 4096, null, Compression.NONE)),
                call("compression", () -> new Recipe(1, 2, 3, 4096, Dedup.NONE, null)),
                call("generation", () -> new Recipe(1, 2, 3, 4096, Dedup.NONE, Compression.NONE, null)),
                call(
                        "numbers",
                        () -> new Recipe(
                                1, 2, 3, 4096, Dedup.NONE, Compression.NONE, Generation.NONE, null, FileFormat.NONE)),
                call(
                        "format",
                        () -> new Recipe(
                                1, 2, 3, 4096, Dedup.NONE, Compression.NONE, Generation.NONE, Numbers.NONE, null)),
                call("numbers", () -> builder.numbers(null)),
                call("type", () -> Numbers.of(null, new Distribution.Normal(0, 1))),
                call("distribution", () -> Numbers.of(NumberType.FP32, null)),
                call("neighbours", () -> new Numbers(NumberType.FP32, new Distribution.Normal(0, 1), 1, false, null)),
                call("text", () -> Numbers.parse(null)),
                call("text", () -> Numbers.parseType(null)),
                call("name", () -> Numbers.parseReal(null, "1")),
                call("text", () -> Numbers.parseReal("low", null)),
                call("text", () -> Neighbours.parse(null)),
                call("stream", () -> new NumberSource(null)),
                call("array", () -> source.fill(0, (float[]) null)),
                call("array", () -> source.fill(0, (double[]) null)),
                call("array", () -> source.fill(0, (short[]) null)),
                call("array", () -> source.fill(0, (byte[]) null)),
                call("array", () -> source.fill(0, (int[]) null)),
                call("buffer", () -> source.fill(0, (MemorySegment) null)),
                call("array", () -> source.verify(0, (float[]) null)),
                call("array", () -> source.verify(0, (double[]) null)),
                call("array", () -> source.verify(0, (short[]) null)),
                call("array", () -> source.verify(0, (byte[]) null)),
                call("array", () -> source.verify(0, (int[]) null)),
                call("buffer", () -> source.verify(0, (MemorySegment) null)),
                call("text", () -> Generation.parseNumber(null)),
                call("text", () -> Generation.parseChange(null)),
                call("generation", () -> builder.generation(null)),
                call("mixture", () -> new Compression(null, CompressFor.ANY, Texture.COPY)),
                call("target", () -> new Compression(Mixture.NONE, null, Texture.COPY)),
                call("texture", () -> new Compression(Mixture.NONE, CompressFor.ANY, null)),
                call("bins", () -> new Dedup.Copies(null)),
                call("components", () -> new Mixture(null)),
                call("dedup", () -> builder.dedup(null)),
                call("mixture", () -> builder.compress(null)),
                call("compressFor", () -> builder.compressFor(null)),
                call("texture", () -> builder.texture(null)),
                call("preset", () -> builder.preset(null)),
                call("recipe", () -> GeneratorConfig.of(null)),
                call("recipe", () -> builder.recipe(null)),
                call("engine", () -> builder.engine(null)),
                call("tier", () -> builder.tier(null)),
                call("storeMode", () -> builder.storeMode(null)),
                call("recipe", () -> new GeneratorConfig(null, Engine.AUTO, Tier.AUTO, StoreMode.AUTO, 1)),
                call("engine", () -> new GeneratorConfig(RECIPE, null, Tier.AUTO, StoreMode.AUTO, 1)),
                call("tier", () -> new GeneratorConfig(RECIPE, Engine.AUTO, null, StoreMode.AUTO, 1)),
                call("storeMode", () -> new GeneratorConfig(RECIPE, Engine.AUTO, Tier.AUTO, null, 1)),
                call("config", () -> new DataStream(null)),
                call("config", () -> new DataGenerator((GeneratorConfig) null)),
                call("stream", () -> new DataGenerator((DataStream) null)),
                call("config", () -> DataGenerator.generateBuffer(null)),
                call("config", () -> DataGenerator.generateIntoBuffer(null, new byte[1])),
                call("buffer", () -> DataGenerator.generateIntoBuffer(config, (byte[]) null)),
                call("buffer", () -> DataGenerator.generateIntoBuffer(config, (ByteBuffer) null)),
                call("buffer", () -> DataGenerator.generateIntoBuffer(config, (MemorySegment) null)),
                call("buffer", () -> generator.fillChunk((byte[]) null)),
                call("buffer", () -> generator.fillChunk(null, 0, 0)),
                call("buffer", () -> generator.fillChunk((ByteBuffer) null)),
                call("buffer", () -> generator.fillChunk((MemorySegment) null)),
                call("array", () -> stream.fill(0, (byte[]) null)),
                call("buffer", () -> stream.fill(0, (ByteBuffer) null)),
                call("buffer", () -> stream.fill(0, (MemorySegment) null)),
                call("array", () -> stream.verify(0, (byte[]) null)),
                call("buffer", () -> stream.verify(0, (ByteBuffer) null)),
                call("buffer", () -> stream.verify(0, (MemorySegment) null)),
                call("input", () -> stream.verify((InputStream) null)),
                call("input", () -> stream.verify((ReadableByteChannel) null)),
                call("stream", () -> new RecordSource(null, 100)),
                call("sizes", () -> new RecordSource(stream, null)),
                call("array", () -> records.fill(0, (byte[]) null)),
                call("buffer", () -> records.fill(0, (ByteBuffer) null)),
                call("buffer", () -> records.fill(0, (MemorySegment) null)),
                call("array", () -> records.verify(0, (byte[]) null)),
                call("buffer", () -> records.verify(0, (ByteBuffer) null)),
                call("buffer", () -> records.verify(0, (MemorySegment) null)),
                call("array", () -> cursor.copyTo(null, 0)),
                call("buffer", () -> cursor.copyTo((ByteBuffer) null)),
                call("buffer", () -> cursor.copyTo((MemorySegment) null)),
                call("array", () -> records.verifier().verify((byte[]) null)),
                call("buffer", () -> records.verifier().verify((ByteBuffer) null)),
                call("buffer", () -> records.verifier().verify((MemorySegment) null)),
                call("array", () -> records.verifier().verify(0, (byte[]) null)),
                call("buffer", () -> records.verifier().verify(0, (ByteBuffer) null)),
                call("buffer", () -> records.verifier().verify(0, (MemorySegment) null)),
                call("next", () -> records.verifier().result().then(null)),
                call("wrongRecords", () -> new RecordVerification(0, 0, 0, 0, 0, -1, null)),
                call("verification", () -> new RecordVerification.WrongRecord(0, null)),
                call("recipe", () -> new DiagnosisText(null, 0)),
                call("dataset", () -> DiagnosisText.ofFile(null, false, 0)),
                call("diagnosis", () -> new DiagnosisText(RECIPE, 0).of(null)),
                call("stream", () -> new DataRange(null, 0, 0)),
                call("subscriber", () -> stream.range().publisher().subscribe(null)),
                call("subscription", () -> stream.range().verifier().onSubscribe(null)),
                call("item", () -> stream.range().listVerifier().onNext(null)),
                call("thrown", () -> stream.range().verifier().onError(null)),
                call("text", () -> DigestAlgorithm.parse(null)),
                call("stream", () -> StreamDigest.of((DataStream) null, DigestAlgorithm.MD5)),
                call("data", () -> StreamDigest.of((DataRanges) null, DigestAlgorithm.MD5)),
                call("ranges", () -> new DataRanges(null)),
                call("file", () -> new DatasetContent(SET, config).ranges(null)),
                call("algorithm", () -> StreamDigest.of(stream, null)),
                call("hex", () -> new StreamDigest(DigestAlgorithm.MD5, 0, null)),
                call(
                        "next",
                        () -> StreamDigest.of(stream, DigestAlgorithm.CRC32C).then(null)),
                call("parts", () -> new MultipartDigest(null)),
                call("progress", () -> MultipartDigest.of(stream, DigestAlgorithm.MD5, 0, 1, 1, null)));
    }

    private static Arguments call(String parameter, ThrowingCallable call) {
        return Arguments.of(parameter, call);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("calls")
    void isRefused(String parameter, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(parameter);
    }
}
