// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

/**
 * The ratios that one compressor reaches on blocks of one size of the original and of generated data. Immutable.
 *
 * @param codec the compressor
 * @param blockBytes size of a block in bytes
 * @param wanted ratio of the original, N:1
 * @param reached ratio of the generated data, N:1
 */
public record RatioDifference(Codec codec, long blockBytes, double wanted, double reached) {
    /** {@return the difference relative to the original} Above 0 if the generated data compresses better. */
    public double change() {
        return reached / wanted - 1;
    }
}
