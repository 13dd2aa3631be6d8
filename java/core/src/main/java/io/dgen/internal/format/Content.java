// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.format;

/**
 * The values that are the same for all content of a stream. A stream keeps one instance, because consecutive calls
 * compare it by identity.
 *
 * @param key the key of the stream in {@link Domain#CONTENT}
 * @param shared the lines that pages have in common
 */
public record Content(StreamKey key, Layout layout, SharedLines shared) {}
