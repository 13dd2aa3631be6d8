// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.selftest;

import io.dgen.SystemInfo;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Result of selftest. */
record SelftestReport(SystemInfo info, Selftest.Result result) implements Report {
    @Override
    public void printText(PrintStream out) {
        out.println("seed           " + Long.toUnsignedString(result.seed()));
        result.subjects().forEach(name -> out.println("compared       " + name));
        unavailable().forEach((name, why) -> out.println("not available  " + name + ": " + why));
        out.println("ranges         " + result.cases() + ", " + result.bytes()
                + " bytes, each generated and verified by all of "
                + result.subjects().size());
        if (result.difference() != null) {
            out.println("DIFFERENT: " + result.difference());
        } else {
            out.println("ok: all are the same");
        }
    }

    private Map<String, String> unavailable() {
        Map<String, String> reasons = new LinkedHashMap<>();
        info.engines().forEach(e -> {
            if (e.unavailable() != null) {
                reasons.put(Text.lower(e.engine()), e.unavailable());
            }
        });
        info.tiers().forEach(t -> {
            if (t.unavailable() != null) {
                reasons.put("native " + Text.lower(t.tier()), t.unavailable());
            }
        });
        return reasons;
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        return JsonObject.of(
                "ok", result.difference() == null,
                "seed", Long.toUnsignedString(result.seed()),
                "compared", result.subjects(),
                "notAvailable", unavailable(),
                "ranges", result.cases(),
                "bytes", result.bytes(),
                "difference", result.difference());
    }
}
