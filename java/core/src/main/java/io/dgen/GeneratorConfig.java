// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.numa.MachineNodes;
import io.dgen.internal.parallel.Workers;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A recipe and how to make its bytes. Immutable; only the recipe has an influence on the bytes.
 *
 * @param recipe the recipe of the bytes
 * @param engine the engine that makes them
 * @param tier the SIMD level of the native engine; the others ignore it, and {@link Engine#AUTO} with a tier other than
 *     {@link Tier#AUTO} selects the native engine
 * @param storeMode how the native engine writes memory
 * @param maxThreads largest number of threads of one call, the calling thread included, at least 1; a call never uses
 *     more threads than the number of CPUs that this process may use
 * @param numaMode whether the threads that process large buffers stay on NUMA nodes
 * @param numaNode the only node on which these threads run; empty for all nodes
 */
public record GeneratorConfig(
        Recipe recipe,
        Engine engine,
        Tier tier,
        StoreMode storeMode,
        int maxThreads,
        NumaMode numaMode,
        OptionalInt numaNode) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if {@code maxThreads} is below 1, or {@code numaNode} does not exist, has no CPU
     *     that this process may use or is given with {@link NumaMode#DISABLED}
     * @throws NullPointerException if a component is null
     */
    public GeneratorConfig {
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(storeMode, "storeMode");
        if (maxThreads < 1) {
            throw new IllegalArgumentException("threads " + maxThreads + ": expected 1 to " + Integer.MAX_VALUE);
        }
        Objects.requireNonNull(numaMode, "numaMode");
        if (Objects.requireNonNull(numaNode, "numaNode").isPresent()) {
            if (numaMode == NumaMode.DISABLED) {
                throw new IllegalArgumentException("NUMA node " + numaNode.getAsInt() + " with NUMA mode disabled");
            }
            MachineNodes.get().nodeWithCpus(numaNode.getAsInt());
        }
    }

    /**
     * {@return the best placement of a buffer for this configuration} It is on the {@link #numaNode}; or spread over
     * the nodes of the threads that process the buffer; or local if threads do not stay on nodes.
     */
    public NumaPolicy bufferPolicy() {
        return NumaPolicy.near(numaMode.workers(numaNode));
    }

    GeneratorConfig withRecipe(Recipe other) {
        return new GeneratorConfig(other, engine, tier, storeMode, maxThreads, numaMode, numaNode);
    }

    /** The same configuration with one thread, on any CPU. */
    GeneratorConfig singleThreaded() {
        return new GeneratorConfig(recipe, engine, tier, storeMode, 1, NumaMode.DISABLED, OptionalInt.empty());
    }

    /** The same configuration with threads of one node. */
    GeneratorConfig onNode(int node, int threads) {
        return new GeneratorConfig(recipe, engine, tier, storeMode, threads, numaMode, OptionalInt.of(node));
    }

    /**
     * Creates a configuration with {@link NumaMode#AUTO} and all nodes.
     *
     * @param recipe the recipe of the bytes
     * @param engine the engine that makes them
     * @param tier the SIMD level of the native engine
     * @param storeMode how the native engine writes memory
     * @param maxThreads largest number of threads of one call, at least 1
     * @throws IllegalArgumentException if {@code maxThreads} is below 1
     */
    public GeneratorConfig(Recipe recipe, Engine engine, Tier tier, StoreMode storeMode, int maxThreads) {
        this(recipe, engine, tier, storeMode, maxThreads, NumaMode.AUTO, OptionalInt.empty());
    }

    /**
     * {@return a configuration with automatic choices: the fastest engine and all CPUs that this process may use}
     *
     * @param recipe the recipe of the bytes
     */
    public static GeneratorConfig of(Recipe recipe) {
        return builder().recipe(recipe).build();
    }

    /** {@return a new builder with default values, except for the size, which has none} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the values; {@link #build} checks them. Not thread-safe. */
    public static final class Builder {
        private Recipe.Builder recipe = Recipe.builder();
        private Engine engine = Engine.AUTO;
        private Tier tier = Tier.AUTO;
        private StoreMode storeMode = StoreMode.AUTO;
        private int maxThreads = Workers.cpus();
        private NumaMode numaMode = NumaMode.AUTO;
        private OptionalInt numaNode = OptionalInt.empty();

        private Builder() {}

        /**
         * {@return this builder} Takes all values that determine bytes from a recipe.
         *
         * @param newRecipe replaces seed, stream id, size, block size, dedup plan, compression and generation
         */
        public Builder recipe(Recipe newRecipe) {
            recipe = Objects.requireNonNull(newRecipe, "recipe").toBuilder();
            return this;
        }

        /**
         * {@return this builder} Sets the family of streams. Without a seed, {@link #build} draws a random one, which
         * {@link Recipe#seed} returns.
         *
         * @param newSeed any 64-bit value
         */
        public Builder seed(long newSeed) {
            recipe.seed(newSeed);
            return this;
        }

        /**
         * {@return this builder} Sets the member of the seed's family of streams: a rank, a file, an object. Default 0.
         *
         * @param newStreamId any 64-bit value
         */
        public Builder streamId(long newStreamId) {
            recipe.streamId(newStreamId);
            return this;
        }

        /**
         * {@return this builder} Sets the length of the stream. Required.
         *
         * @param newSizeBytes in bytes, 0 .. 2^63 - 1
         * @throws IllegalArgumentException if it is negative
         */
        public Builder sizeBytes(long newSizeBytes) {
            recipe.sizeBytes(newSizeBytes);
            return this;
        }

        /**
         * {@return this builder} Sets the unit of deduplication. Default 128 KiB.
         *
         * @param newBlockSizeBytes in bytes: a power of two, 4 KiB .. 32 MiB
         */
        public Builder blockSizeBytes(long newBlockSizeBytes) {
            recipe.blockSizeBytes(newBlockSizeBytes);
            return this;
        }

        /**
         * {@return this builder} Sets the number of logical blocks per distinct block (docs/format.md, "Round-robin").
         * Default 1.
         *
         * @param newDedupRatio a finite number of at least 1, fractions included
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder dedupRatio(double newDedupRatio) {
            return dedup(Dedup.of(newDedupRatio));
        }

        /**
         * {@return this builder} Sets the plan of the duplicates. Default {@link Dedup#NONE}.
         *
         * @param newDedup replaces the plan of {@link #dedupRatio}
         */
        public Builder dedup(Dedup newDedup) {
            recipe.dedup(newDedup);
            return this;
        }

        /**
         * {@return this builder} Sets the compression ratio of all blocks. Default 1.
         *
         * @param newCompressRatio size over compressed size, 1 .. 64 in steps of 0.01
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder compressRatio(double newCompressRatio) {
            return compress(Mixture.of(newCompressRatio));
        }

        /**
         * {@return this builder} Sets compression ratios and their shares. Default {@link Mixture#NONE}.
         *
         * @param newMixture replaces the ratio of {@link #compressRatio}
         */
        public Builder compress(Mixture newMixture) {
            recipe.compress(newMixture);
            return this;
        }

        /**
         * {@return this builder} Sets the compressor for which the compression ratio is exact. Default {@link
         * CompressFor#ANY}.
         *
         * @param newCompressFor a compressor and the size of its blocks
         * @throws IllegalArgumentException if the texture does not {@linkplain Texture#suits suit} it, or does not allow
         *     the reach
         */
        public Builder compressFor(CompressFor newCompressFor) {
            recipe.compressFor(newCompressFor);
            return this;
        }

        /**
         * {@return this builder} Sets the structure that makes a page compressible. Default: {@link Texture#defaultFor}
         * the compressor.
         *
         * @param newTexture the texture; it has no effect on blocks of ratio 1
         * @throws IllegalArgumentException if it does not {@linkplain Texture#suits suit} the compressor, or does not
         *     allow the reach
         */
        public Builder texture(Texture newTexture) {
            recipe.texture(newTexture);
            return this;
        }

        /**
         * {@return this builder} Sets what pages have in common with earlier pages of their block. Default {@link Reach#NONE}.
         *
         * @param newReach groups that are not larger than the block
         * @throws IllegalArgumentException if the texture does not allow it
         */
        public Builder reach(Reach newReach) {
            recipe.reach(newReach);
            return this;
        }

        /**
         * {@return this builder} Sets the generation of the stream. Default {@link Generation#NONE}.
         *
         * @param newGeneration number and change
         */
        public Builder generation(Generation newGeneration) {
            recipe.generation(newGeneration);
            return this;
        }

        /**
         * {@return this builder} Sets the numbers that the stream consists of. Default {@link Numbers#NONE}, bytes.
         *
         * @param newNumbers type, distribution and rows
         */
        public Builder numbers(Numbers newNumbers) {
            recipe.numbers(newNumbers);
            return this;
        }

        /**
         * {@return this builder} Sets block size, compressor and texture to those of a real system. Later calls of
         * their setters replace them.
         *
         * @param preset the system
         * @throws IllegalArgumentException if its texture does not allow the reach
         */
        public Builder preset(Preset preset) {
            recipe.preset(preset);
            return this;
        }

        /**
         * {@return this builder} Sets the engine that makes the bytes. Default {@link Engine#AUTO}.
         *
         * @param newEngine an engine other than {@link Engine#AUTO} is never replaced by another one
         */
        public Builder engine(Engine newEngine) {
            engine = Objects.requireNonNull(newEngine, "engine");
            return this;
        }

        /**
         * {@return this builder} Sets the SIMD level of the native engine. Default {@link Tier#AUTO}.
         *
         * @param newTier a tier other than {@link Tier#AUTO} is never replaced by another one
         */
        public Builder tier(Tier newTier) {
            tier = Objects.requireNonNull(newTier, "tier");
            return this;
        }

        /**
         * {@return this builder} Sets how the native engine writes memory. Default {@link StoreMode#AUTO}.
         *
         * @param newStoreMode ignored by the other engines
         */
        public Builder storeMode(StoreMode newStoreMode) {
            storeMode = Objects.requireNonNull(newStoreMode, "storeMode");
            return this;
        }

        /**
         * {@return this builder} Limits the threads of one call. Default: the number of CPUs that this process may use.
         *
         * @param newMaxThreads at least 1, the calling thread included
         */
        public Builder maxThreads(int newMaxThreads) {
            maxThreads = newMaxThreads;
            return this;
        }

        /**
         * {@return this builder} Sets whether the threads that process large buffers stay on NUMA nodes. Default {@link
         * NumaMode#AUTO}.
         *
         * @param newNumaMode the mode; it has no effect if the system does not permit pinning of threads
         */
        public Builder numaMode(NumaMode newNumaMode) {
            numaMode = Objects.requireNonNull(newNumaMode, "numaMode");
            return this;
        }

        /**
         * {@return this builder} Limits the threads that process large buffers to the CPUs of one node, and {@link
         * #bufferPolicy} to its memory.
         *
         * @param newNumaNode id of a node with CPUs that this process may use
         */
        public Builder numaNode(int newNumaNode) {
            numaNode = OptionalInt.of(newNumaNode);
            return this;
        }

        /**
         * {@return the configuration, after a check of its values} Each call without a {@link #seed} draws a new one.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names both
         * @throws IllegalStateException if no size was given
         */
        public GeneratorConfig build() {
            return new GeneratorConfig(recipe.build(), engine, tier, storeMode, maxThreads, numaMode, numaNode);
        }
    }
}
