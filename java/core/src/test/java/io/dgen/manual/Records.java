// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.manual;

import io.dgen.RecordCursor;
import io.dgen.RecordSource;
import io.dgen.RecordVerification;
import io.dgen.RecordVerifier;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Examples of records. */
final class Records {
    /** A message of the system under test. */
    record Message(long number, byte[] payload) {}

    private Records() {}

    static byte[] write(RecordSource source) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // @start region="cursor"
        RecordCursor records = source.cursor(0, 1_000);
        while (records.next()) {
            out.write(records.array(), records.arrayOffset(), records.length()); // or records.toArray()
        }
        // @end
        return out.toByteArray();
    }

    static RecordVerification read(RecordSource source, List<Message> consumer) {
        List<Long> wrong = new ArrayList<>();
        // @start region="verifier"
        RecordVerifier verifier = source.verifier(0, 1_000);
        for (Message message : consumer) {
            if (!verifier.verify(message.number(), message.payload())) {
                wrong.add(message.number()); // or see the result
            }
        }
        RecordVerification result = verifier.result();
        // @end
        return result;
    }
}
