// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.numa.NodePools;
import io.dgen.internal.numa.NodeWorkers;
import io.dgen.internal.parallel.Workers;
import io.dgen.internal.topology.Node;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A part of a stream with the threads and buffers of one NUMA node ({@link DataGenerator#perNode}).
 *
 * <p>Thread-safe, except {@link #generator}, which only one thread at a time may use. For several threads of the node,
 * {@linkplain DataGenerator#split split} it.
 */
public final class NodeGenerator implements AutoCloseable {
    /** The node of a generator, null for the whole machine, and the policy of its buffers. */
    record Place(@Nullable Node node, NumaPolicy policy) {
        DataStream apply(DataStream stream) {
            if (node == null) {
                return stream;
            }
            int threads =
                    Math.min(stream.config().maxThreads(), node.allowedCpus().cardinality());
            return stream.onNode(node.id(), threads);
        }
    }

    private final Place place;
    private final DataGenerator generator;
    private final NumaBufferPool buffers;

    NodeGenerator(Place place, DataGenerator generator, NumaBufferPool buffers) {
        this.place = place;
        this.generator = generator;
        this.buffers = buffers;
    }

    static List<Place> places(GeneratorConfig config) {
        NodeWorkers workers = config.numaMode().workers(config.numaNode());
        return workers == null
                ? List.of(new Place(null, NumaPolicy.local()))
                : workers.workers().stream()
                        .map(node -> new Place(node, NumaPolicy.near(List.of(node))))
                        .toList();
    }

    /** {@return the id of the node; empty if this generator uses the whole machine} */
    public OptionalInt node() {
        return place.node == null ? OptionalInt.empty() : OptionalInt.of(place.node.id());
    }

    /** {@return the generator of this part} Threads of the node process its large buffers. */
    public DataGenerator generator() {
        return generator;
    }

    /** {@return buffers on the node, or on the node with memory nearest to its CPUs} */
    public NumaBufferPool buffers() {
        return buffers;
    }

    /** {@return the placement of further buffers, the same as that of {@link #buffers}} */
    public NumaPolicy bufferPolicy() {
        return place.policy;
    }

    /** {@return the number of CPUs of the node that this process may use} */
    public int cpus() {
        return place.node == null ? Workers.cpus() : place.node.allowedCpus().cardinality();
    }

    /**
     * {@return a factory of daemon threads that stay on the CPUs of the node} For the caller's own work, such as writing
     * the buffers out.
     */
    public ThreadFactory threadFactory() {
        AtomicInteger number = new AtomicInteger();
        Node node = place.node;
        String prefix = node == null ? "dgen-user-" : "dgen-node" + node.id() + "-user-";
        return task -> {
            Runnable pinned = () -> {
                try {
                    if (node != null) {
                        NodePools.pin(node);
                    }
                } finally {
                    task.run(); // also after an error: the caller may wait for it
                }
            };
            Thread thread = new Thread(pinned, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Closes the generator and frees the buffers.
     *
     * @throws IllegalStateException if buffers were not released, as {@link NumaBufferPool#close}
     */
    @Override
    public void close() {
        generator.close();
        buffers.close();
    }
}
