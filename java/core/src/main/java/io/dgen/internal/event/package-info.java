// SPDX-License-Identifier: MIT OR Apache-2.0
/** Events of the JDK Flight Recorder. All are disabled unless a recording enables them. */
@NullMarked
package io.dgen.internal.event;

import org.jspecify.annotations.NullMarked;
