// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;

@Name("io.dgen.Fill")
@Label("Fill")
@Description("A buffer was filled with a range of a stream")
@Registered
final class FillEvent extends RangeEvent {}
