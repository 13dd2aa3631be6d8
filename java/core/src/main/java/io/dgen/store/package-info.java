// SPDX-License-Identifier: MIT OR Apache-2.0
/**
 * What a module that knows an object store provides. Programs that read and write objects find it with {@link
 * java.util.ServiceLoader}, so that they need no library of a store unless an address names it.
 */
@NullMarked
package io.dgen.store;

import org.jspecify.annotations.NullMarked;
