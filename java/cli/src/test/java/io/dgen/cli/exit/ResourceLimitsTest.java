// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceLimitsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unable to create native thread: possibly out of memory or process/resource limits reached | ulimit -u
            unable to create native thread: possibly out of memory or process/resource limits reached | pids.max
            Java heap space                                                              | -Xmx
            GC overhead limit exceeded                                                   | -Xmx
            Cannot reserve 9 bytes of direct buffer memory (allocated: 1, limit: 2)      | limit: 2
            Metaspace                                                                    | bytes are available (
            """)
    void memoryErrorsNameTheLimit(String message, String limit) {
        Throwable wrapped = new IllegalStateException(new IllegalStateException(new OutOfMemoryError(message)));

        assertThat(ResourceLimits.explain(wrapped))
                .startsWith("out of ")
                .contains(limit)
                .hasLineCount(1);
    }

    @Test
    void descriptors() {
        FileSystemException e = new FileSystemException("data", null, "Too many open files");

        assertThat(Failure.reason(e)).matches("Too many open files \\(ulimit -n( \\d+| unlimited)?\\)");
        assertThat(ResourceLimits.explain(new ExceptionInInitializerError(new IOException("x: Too many open files"))))
                .matches("x: Too many open files \\(ulimit -n.*\\)");
    }

    @Test
    void otherErrorsAreNoLimits() {
        assertThat(ResourceLimits.explain(new StackOverflowError())).isNull();
        assertThat(ResourceLimits.explain(new IllegalStateException(new IOException("no such file"))))
                .isNull();
        assertThat(Failure.reason(new IOException("no such file"))).isEqualTo("no such file");
    }
}
