// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nodes of a buffer's pages at the time of the query. Immutable.
 *
 * @param pageBytes size of the counted pages in bytes: 4096, also for parts of huge pages
 * @param pagesPerNode numbers of pages by the id of their node
 * @param misplacedPages pages on a node that the buffer's policy does not name
 * @param absentPages pages without memory, such as pages that were swapped out
 */
public record NumaPlacement(
        long pageBytes, SortedMap<Integer, Long> pagesPerNode, long misplacedPages, long absentPages) {

    /** Keeps a copy of the map. */
    public NumaPlacement {
        pagesPerNode =
                Collections.unmodifiableSortedMap(new TreeMap<>(Objects.requireNonNull(pagesPerNode, "pagesPerNode")));
    }

    /** {@return whether every page has memory, on a node that the policy names} */
    public boolean isAsRequested() {
        return misplacedPages == 0 && absentPages == 0;
    }
}
