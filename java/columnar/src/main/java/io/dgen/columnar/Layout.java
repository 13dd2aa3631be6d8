// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import java.util.List;

/** The form of a file around its groups of rows. */
interface Layout {
    /** The first bytes of a file. */
    byte[] head();

    /** The bytes of some rows. */
    Group group(long from, long to);

    /** Receives the groups in their order. */
    interface Footer {
        /**
         * @param from first row of the group
         * @param to end of its rows
         * @param position in the file of its first byte
         * @param headBytes {@link Group#headBytes}
         * @param bytes {@link Group#bytes}
         */
        void add(long from, long to, long position, long headBytes, long bytes);

        /** The last bytes of a file. */
        byte[] bytes();
    }

    Footer footer();

    static byte[] join(List<byte[]> parts) {
        byte[] joined = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
