// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.option;

import picocli.CommandLine.Option;

/** {@code --help}. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;
}
