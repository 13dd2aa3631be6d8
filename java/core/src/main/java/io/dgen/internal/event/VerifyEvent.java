// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;

@Name("io.dgen.Verify")
@Label("Verify")
@Description("A buffer was compared with a range of a stream")
@Registered
final class VerifyEvent extends RangeEvent {}
