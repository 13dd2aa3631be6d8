/** OUTPUT and INPUT: files, block devices and streams, what they are, how they are opened, written and read. */
@NullMarked
package io.dgen.cli.io;

import org.jspecify.annotations.NullMarked;
