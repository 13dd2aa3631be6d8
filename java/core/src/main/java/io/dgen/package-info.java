// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * Synthetic data for testing storage, networks and data pipelines.
 *
 * <p>A {@link io.dgen.Recipe} names a stream of bytes: seed, stream id, size, block size, dedup plan, compression and
 * generation.
 * The recipe alone determines every byte; chunk sizes, threads, engines and CPUs do not. Any range of a stream can be
 * made, or checked after it was read back, at a cost proportional to the range.
 *
 * <ul>
 *   <li>{@link io.dgen.DataGenerator} makes a stream chunk by chunk. Only one thread at a time may use it.
 *   <li>{@link io.dgen.DataStream} fills and verifies at any offset. Thread-safe and stateless.
 *   <li>{@link io.dgen.Dataset} is a set of files, of which paths, sizes and bytes follow from one line. {@link
 *       io.dgen.DatasetContent} fills and verifies ranges of them.
 *   <li>{@link io.dgen.DataRange} is a range of a stream as a publisher, and in other forms that libraries take; {@link
 *       io.dgen.VerifyingSubscriber} checks what a publisher signals.
 *   <li>{@link io.dgen.RecordSource} is a stream as numbered records; {@link io.dgen.RecordCursor} makes them one after the
 *       other, and {@link io.dgen.RecordVerifier} checks what a system delivers.
 *   <li>{@link io.dgen.StreamDigest} and {@link io.dgen.MultipartDigest} are the checksums that storage systems state about a
 *       stream.
 *   <li>{@link io.dgen.NumberSource} reads a stream as numbers in rows. Thread-safe.
 *   <li>{@link io.dgen.Explainer} verifies and finds the causes of wrong bytes. Thread-safe.
 *   <li>{@link io.dgen.GeneratorConfig} is a recipe and how to make its bytes: engine, threads.
 *   <li>{@link io.dgen.NumaBuffer} and {@link io.dgen.NumaBufferPool} are memory on NUMA nodes;
 *       {@link io.dgen.DataGenerator#perNode} creates a generator with threads and memory of each node.
 *   <li>{@link io.dgen.SystemInfo} lists the engines, with the reason for each that cannot run here, and the machine's
 *   {@link io.dgen.NumaTopology}.
 * </ul>
 *
 * <p>Buffers are {@link java.lang.foreign.MemorySegment}s of native memory or of heap arrays,
 * {@link java.nio.ByteBuffer}s, or {@code byte[]}. For every kind and alignment, each byte that is reported as written
 * is written.
 *
 * {@snippet file="io/dgen/manual/Streams.java" region="write"}
 *
 * <p>System properties: {@code dgen.engine} and {@code dgen.tier} name the engine and the tier that
 * {@link io.dgen.Engine#AUTO} and {@link io.dgen.Tier#AUTO} select; {@code dgen.library.path} names another libdgen
 * (the file or its folder); {@code dgen.tmpdir} is the folder to which the bundled one is unpacked while it is loaded.
 */
@NullMarked
package io.dgen;

import org.jspecify.annotations.NullMarked;
