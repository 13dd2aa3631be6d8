// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.NumberType;
import org.jspecify.annotations.Nullable;

/** The type of the elements of an array, and its names in the formats. */
enum ElementType {
    UINT8("uint8", 1, "|u1", "U8"),
    INT8("int8", 1, "|i1", "I8"),
    INT32("int32", 4, "<i4", "I32"),
    FP16("fp16", 2, "<f2", "F16"),
    BF16("bf16", 2, null, "BF16"),
    FP32("fp32", 4, "<f4", "F32"),
    FP64("fp64", 8, "<f8", "F64");

    private final String text;
    private final int bytes;
    private final @Nullable String numpy;
    private final String safetensors;

    /** @param numpy null if numpy has no such type */
    ElementType(String text, int bytes, @Nullable String numpy, String safetensors) {
        this.text = text;
        this.bytes = bytes;
        this.numpy = numpy;
        this.safetensors = safetensors;
    }

    static ElementType of(NumberType type) {
        return switch (type) {
            case BYTES -> UINT8;
            case INT8 -> INT8;
            case INT32 -> INT32;
            case FP16 -> FP16;
            case BF16 -> BF16;
            case FP32 -> FP32;
            case FP64 -> FP64;
        };
    }

    int bytes() {
        return bytes;
    }

    @Nullable
    String numpy() {
        return numpy;
    }

    String safetensors() {
        return safetensors;
    }

    /** The value of the key {@code type} of a recipe. */
    @Override
    public String toString() {
        return text;
    }
}
