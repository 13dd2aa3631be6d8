// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/** Compares the files of one share. What is wrong with a file is a finding, and never a failure of the task. */
record VerifyTask(
        Plan plan, Broadcast<SerializableConfiguration> configuration, LongAccumulator bytes, LongAccumulator files)
        implements Function<TaskInput, TaskResult> {

    @Override
    public TaskResult call(TaskInput input) throws IOException, InterruptedException {
        Dataset dataset = Dataset.parse(plan.line());
        SetStore store = new SetStore(plan.root(), configuration.value().value());
        Findings findings = new Findings(Findings.most(plan.tasks()));
        PieceCheck check = new PieceCheck(store, new Pieces(dataset), findings);
        Rates rates = Rates.NONE;
        long begun = 0;
        for (Share.Piece piece :
                (Iterable<Share.Piece>) plan.share(dataset, input.index()).pieces()::iterator) {
            long start = System.nanoTime();
            long compared = check.run(piece);
            rates = rates.plus(compared, System.nanoTime() - start);
            bytes.add(compared);
            if (piece.isFirst()) {
                begun++;
                files.add(1);
            }
        }
        return new TaskResult(
                input.index(),
                Host.name(),
                begun,
                0,
                rates,
                check.checksum(),
                findings.counts(),
                findings.kept(),
                List.of());
    }
}
