// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/**
 * The values that are the same for all content of a stream. A stream keeps one instance, because consecutive calls
 * compare it by identity.
 *
 * @param key the key of the stream in {@link Domain#CONTENT}
 * @param shared the lines that pages have in common
 * @param numbers what the bytes become
 */
public record Content(StreamKey key, Layout layout, SharedLines shared, NumberLayout numbers) {
    /** The content of bytes. */
    public Content(StreamKey key, Layout layout, SharedLines shared) {
        this(key, layout, shared, NumberLayout.NONE);
    }
}
