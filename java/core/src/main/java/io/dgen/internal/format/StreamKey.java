// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/**
 * The four words from which the pages of a stream are made (docs/format.md, "Stream key").
 *
 * <p>For a fixed seed, each word is an injective function of the stream id; for a fixed stream id, of the seed.
 * Therefore two streams can share a page only if all four words are equal by chance.
 */
public record StreamKey(long k0, long k1, long k2, long k3) {

    public static StreamKey derive(Domain domain, long seed, long streamId) {
        return derive(domain.constant(), seed, streamId);
    }

    /** @param domain the constant of a domain that only this library uses */
    public static StreamKey derive(long domain, long seed, long streamId) {
        long u = Mix64.mix(seed + domain);
        long v = Mix64.mix(streamId + domain);
        return new StreamKey(word(u, v, 0), word(u, v, 1), word(u, v, 2), word(u, v, 3));
    }

    /** The key of a numbered part of what this key is for. */
    public StreamKey of(long number) {
        long x = (number + 1) * Mix64.GAMMA;
        return new StreamKey(Mix64.mix(k0 + x), Mix64.mix(k1 + x), Mix64.mix(k2 + x), Mix64.mix(k3 + x));
    }

    private static long word(long u, long v, int j) {
        return Mix64.mix(Mix64.mix(u + (2 * j + 1) * Mix64.GAMMA) ^ Mix64.mix(v + (2 * j + 2) * Mix64.GAMMA));
    }
}
