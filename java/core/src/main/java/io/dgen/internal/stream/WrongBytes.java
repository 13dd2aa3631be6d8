package io.dgen.internal.stream;

/**
 * Result of a check.
 *
 * @param count number of wrong bytes
 * @param ranges the first ranges that they lie in
 */
public record WrongBytes(long count, ByteRanges ranges) {
    static final WrongBytes NONE = new WrongBytes(0, new ByteRanges());
}
