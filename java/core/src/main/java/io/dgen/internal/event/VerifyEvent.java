// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.event;

import io.dgen.internal.text.EnumNames;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("io.dgen.Verify")
@Label("Verify")
@Description("A buffer was compared with a range of a stream")
@Category("dgen")
@Enabled(false)
@StackTrace(false)
final class VerifyEvent extends Event implements RangeEvent {
    @Label("Stream Offset")
    long offset;

    @Label("Bytes")
    @DataAmount
    long bytes;

    @Label("Engine")
    String engine = "";

    @Label("Threads")
    int threads;

    @Override
    public void commit(long offset, long bytes, Enum<?> engine, int threads) {
        end();
        if (shouldCommit()) {
            this.offset = offset;
            this.bytes = bytes;
            this.engine = EnumNames.of(engine);
            this.threads = threads;
            commit();
        }
    }
}
