package io.dgen.internal.format;

/**
 * What holds for all content of a stream.
 *
 * @param key of {@link Domain#CONTENT}
 */
public record Content(StreamKey key, Layout layout) {}
