package io.dgen.internal.format;

/**
 * The values that are the same for all content of a stream. Compared by identity where calls follow one another: a
 * stream keeps one instance.
 *
 * @param key of {@link Domain#CONTENT}
 */
public record Content(StreamKey key, Layout layout) {}
