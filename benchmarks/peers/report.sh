# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # set by the sourcing script
# Sourced by `run`: prints $scratch/measured as Markdown and JSON. It has a line PEER|WHAT|CPUS|BAR|RATE OF DGEN|RATE OF PEER for
# each row and round.

cpu() {
    lscpu 2>/dev/null | sed -nE 's/^Model name: +//p' | grep . | head -n 1 || uname -m
}

# shellcheck disable=SC2016 # expanded by awk
SUMMARY='
    function sort(a, n,   i, j, t) {
        for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j] < a[j - 1]; j--) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t }
    }
    function median(a, n) { sort(a, n); return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2 }
    {
        key = $1 FS $2
        if (!(key in rounds)) { order[++rows] = key; peer[key] = $1; what[key] = $2; cpus[key] = $3; bar[key] = $4 }
        rounds[key]++
        dgen[key, rounds[key]] = $5; other[key, rounds[key]] = $6
    }'

markdown() {
    echo "$(cpu), ${#allowed[@]} CPUs, $(uname -sr), Java $JDK_VERSION, $(date +%F), \`$command\`: rounds: $rounds of" \
        "$seconds s${quick:+, QUICK: not reliable}"
    echo
    echo "Programs: $(cut -d '|' -f 2 "$scratch/versions" | paste -sd , | sed 's/,/, /g')."
    cat <<'TEXT'

| peer | what | dgen GB/s | peer GB/s | dgen / peer | from .. to | bar | met |
|---|---|---|---|---|---|---|---|
TEXT
    awk -F '|' "$SUMMARY"'
        function number(x) { return sprintf(x < 0.1 ? "%.3f" : x < 10 ? "%.2f" : "%.1f", x) }
        END {
            for (i = 1; i <= rows; i++) {
                key = order[i]; n = rounds[key]
                for (r = 1; r <= n; r++) {
                    d[r] = dgen[key, r] / 1e9; o[r] = other[key, r] / 1e9; ratio[r] = d[r] / o[r]
                }
                middle = median(ratio, n)
                printf "| %s | %s | %s | %s | %s | %s .. %s |", peer[key], what[key], number(median(d, n)),
                    number(median(o, n)), number(middle), number(ratio[1]), number(ratio[n])
                if (bar[key] == "") print " | |"
                else print " >= " bar[key] " | " (middle >= bar[key] ? "yes" : "**no**") " |"
            }
        }' "$scratch/measured"
    [[ ! -s $scratch/skipped ]] || echo
    awk -F '|' '{ printf "Not measured: %s: %s.\n", $1, $2 }' "$scratch/skipped"
}

quoted() {
    sed 's/[\\"]/\\&/g; s/.*/"&"/' <<<"$1"
}

# object: makes a JSON object from lines NAME|TEXT, which must not contain quotes.
object() {
    awk -F '|' '{ fields = fields (NR > 1 ? "," : "") "\"" $1 "\":\"" $2 "\"" } END { print "{" fields "}" }'
}

json() {
    echo "{\"cpu\":$(quoted "$(cpu)"),\"cpus\":${#allowed[@]},\"system\":$(quoted "$(uname -sr)"),"
    echo "\"java\":$(quoted "$JDK_VERSION"),\"command\":$(quoted "$command"),\"rounds\":$rounds,\"seconds\":$seconds,"
    echo "\"versions\":$(object <"$scratch/versions"),\"skipped\":$(object <"$scratch/skipped"),"
    awk -F '|' "$SUMMARY"'
        function list(values, key, n,   text, r) {
            for (r = 1; r <= n; r++) text = text (r > 1 ? "," : "") values[key, r]
            return "[" text "]"
        }
        END {
            print "\"rows\":["
            for (i = 1; i <= rows; i++) {
                key = order[i]; n = rounds[key]
                printf "{\"peer\":\"%s\",\"what\":\"%s\",\"threads\":%d,\"bar\":%s,\n", peer[key], what[key], cpus[key],
                    bar[key] == "" ? "null" : bar[key]
                printf "\"dgen_bytes_per_second\":%s,\n\"peer_bytes_per_second\":%s}%s\n", list(dgen, key, n),
                    list(other, key, n), i < rows ? "," : ""
            }
            print "]}"
        }' "$scratch/measured"
}
