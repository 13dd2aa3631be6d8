// SPDX-License-Identifier: MIT OR Apache-2.0
/** The quickstart of README.md, which consumer/check puts into package app. */
module quickstart {
    requires io.dgen;
}
