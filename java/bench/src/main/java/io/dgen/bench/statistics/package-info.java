// SPDX-License-Identifier: MIT OR Apache-2.0
/** Statistics of samples. All quantiles of this repository, medians included, are calculated here. */
@NullMarked
package io.dgen.bench.statistics;

import org.jspecify.annotations.NullMarked;
