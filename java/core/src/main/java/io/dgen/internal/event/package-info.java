// SPDX-License-Identifier: MIT OR Apache-2.0
/** Events of the JDK Flight Recorder, all disabled unless a recording enables them; warnings of the log. */
@NullMarked
package io.dgen.internal.event;

import org.jspecify.annotations.NullMarked;
