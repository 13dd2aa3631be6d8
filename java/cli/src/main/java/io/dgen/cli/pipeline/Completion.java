// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

/** When a write is complete. */
public enum Completion {
    /** When the sink has accepted the bytes, which may still be in the page cache. */
    ACCEPTED,
    /** When the bytes are on the device. */
    ON_DEVICE
}
