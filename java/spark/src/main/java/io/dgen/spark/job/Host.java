// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import org.apache.spark.SparkEnv;

/** The node that a task runs on. */
final class Host {
    private Host() {}

    static String name() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }
}
