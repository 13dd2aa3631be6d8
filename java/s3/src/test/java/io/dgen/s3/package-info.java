// SPDX-License-Identifier: MIT OR Apache-2.0
@NullMarked
package io.dgen.s3;

import org.jspecify.annotations.NullMarked;
