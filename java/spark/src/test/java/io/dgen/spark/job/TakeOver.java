// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dgen.Dataset;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Two jobs that write to the same directory. */
final class TakeOver {
    private static final Dataset SET = Dataset.parse("dgenset1:files=2,size=5;dgen1:seed=7");
    private static final Dataset OTHER_SET = Dataset.parse("dgenset1:files=2,size=5;dgen1:seed=8");
    private static final String FIRST = ".dgen-1.tmp";
    private static final String SECOND = ".dgen-2.tmp";

    private TakeOver() {}

    /** The second one is refused, or the first one writes nothing more. */
    static void assertOneJobWrites(String address, Configuration configuration) throws IOException {
        SetStore store = new SetStore(address, configuration);
        store.claim(FIRST);
        store.prepare(SET, Existing.REFUSE, FIRST);
        write(store, "f0", FIRST);
        store.claim(SECOND);
        assertThatThrownBy(() -> store.prepare(SET, Existing.REFUSE, SECOND))
                .isInstanceOf(UsageException.class)
                .hasMessage(store.root() + " has .dgen-1.tmp of another run, which is going on or was killed: "
                        + "--resume and --overwrite take over from it");
        assertThatThrownBy(() -> store.prepare(OTHER_SET, Existing.RESUME, SECOND))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("has another set");
        store.checkClaim(FIRST);
        store.prepare(SET, Existing.RESUME, SECOND);
        assertThatThrownBy(() -> write(store, "f1", FIRST)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.checkClaim(FIRST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another job has taken over");
        write(store, "f1", SECOND);
        store.delete(store.path(SECOND));
        assertThat(Arrays.stream(store.files().listStatus(store.root()))
                        .map(FileStatus::getPath)
                        .map(Path::getName))
                .containsExactlyInAnyOrder(".dgen-dataset", "f0", "f1");
    }

    private static void write(SetStore store, String name, String claim) throws IOException {
        store.write(store.path(name), store.path(claim + "/.dgen-3.tmp"), out -> out.write(new byte[5]));
    }
}
