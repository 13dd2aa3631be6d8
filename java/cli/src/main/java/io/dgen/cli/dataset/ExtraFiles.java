// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.dataset.Finding.Kind;

/** Finds files in the place of a set that do not belong to it. */
final class ExtraFiles implements SetPlace.Visitor {
    private final Dataset dataset;
    private final Findings findings;
    private long temporary;
    private long inUse;

    ExtraFiles(Dataset dataset, Findings findings) {
        this.dataset = dataset;
        this.findings = findings;
    }

    /** {@return number of temporary files, which interrupted runs have left} */
    long temporaryFiles() {
        return temporary;
    }

    /** {@return number of temporary files that other runs write at the moment} */
    long filesInUse() {
        return inUse;
    }

    @Override
    public void temporary(boolean isInUse) {
        if (isInUse) {
            inUse++;
        } else {
            temporary++;
        }
    }

    @Override
    public boolean found(String path, String kind, long bytes) {
        if (dataset.find(path).isEmpty()) {
            add(Kind.EXTRA, path, bytes, kind);
        }
        return !findings.isEnough();
    }

    @Override
    public void unreadable(String path, String reason) {
        add(Kind.UNREADABLE, path, 0, reason);
    }

    private void add(Kind kind, String path, long bytes, String more) {
        findings.add(new Finding(kind, dataset.fileCount(), path, bytes, null, more));
    }
}
