// SPDX-License-Identifier: MIT OR Apache-2.0
/** Objects in Amazon S3 and stores with the same interface. */
@NullMarked
package io.dgen.s3;

import org.jspecify.annotations.NullMarked;
