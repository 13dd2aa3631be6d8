/** The way of the bytes: made or read on one thread while another writes or checks those before them. */
@NullMarked
package io.dgen.cli.pipeline;

import org.jspecify.annotations.NullMarked;
