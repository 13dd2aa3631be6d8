/**
 * Synthetic data for testing storage, networks and data pipelines.
 *
 * <p>A {@link io.dgen.Recipe} names a stream of bytes: seed, stream id, size, block size and deduplication ratio. The
 * recipe alone determines every byte; chunk sizes, threads, engines and CPUs never do. Any range of a stream can be
 * made, or checked after it was read back, at a cost proportional to the range.
 *
 * <ul>
 *   <li>{@link io.dgen.DataGenerator} walks a stream chunk by chunk. One thread at a time.
 *   <li>{@link io.dgen.DataStream} fills and verifies at any offset. Thread-safe and stateless.
 *   <li>{@link io.dgen.GeneratorConfig} is a recipe together with how to make it: engine, threads.
 *   <li>{@link io.dgen.NumaBuffer} and {@link io.dgen.NumaBufferPool} are memory on NUMA nodes;
 *       {@link io.dgen.DataGenerator#perNode} is a generator with threads and memory of each.
 *   <li>{@link io.dgen.SystemInfo} tells which engine runs here and why not the others, and the machine's
 *       {@link io.dgen.NumaTopology}.
 * </ul>
 *
 * <p>Buffers are {@link java.lang.foreign.MemorySegment}s, of native memory or of heap arrays;
 * {@link java.nio.ByteBuffer}s and {@code byte[]} are taken too. Whatever their kind and alignment, every byte that is
 * reported written is written.
 *
 * {@snippet :
 * GeneratorConfig config = GeneratorConfig.builder()
 *         .sizeBytes(ByteSize.parse("1GiB"))
 *         .dedupRatio(2.5)
 *         .build();
 * try (DataGenerator generator = new DataGenerator(config)) {
 *     byte[] chunk = new byte[generator.recommendedChunkSize()];
 *     while (!generator.isComplete()) {
 *         int n = generator.fillChunk(chunk);
 *         // write chunk[0 .. n)
 *     }
 * }
 * String recipe = config.recipe().toString(); // keep it: it is all that a check needs
 * }
 *
 * <p>System properties: {@code dgen.engine} and {@code dgen.tier} name what {@link io.dgen.Engine#AUTO} and
 * {@link io.dgen.Tier#AUTO} stand for; {@code dgen.library.path} names another libdgen (the file or its folder);
 * {@code dgen.tmpdir} is where the bundled one is unpacked for the moment of loading.
 */
@NullMarked
package io.dgen;

import org.jspecify.annotations.NullMarked;
