# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # set by the sourcing script
# Sourced by `run`: prints $scratch/measured as Markdown. Each of its lines is SOURCE FOR RATIO MIB COMPRESSOR BLOCK BEFORE AFTER.
# Missed bars are written to $scratch/missed.

report_ratios() {
    cat <<'TEXT'
Smallest and largest error of the compressed size, in percent, over the compressors and block sizes of a row, and the bar in
parentheses. Rows that name no block size cover blocks of 4 KiB to 1 MiB and the whole stream. **Bold**: a bar that is known
to be missed, with the limit that holds instead.

TEXT
    awk -v missed="$scratch/missed" '
        NR == FNR { error[$1, $2, $3, $5, $6] = 100 * ($8 * $3 / $7 - 1); next }
        {
            if (!(($2, $3, $6, $4, $5) in error)) { printf "%s %s:1: not measured\n", $1, $6 >>missed; next }
            e = error[$2, $3, $6, $4, $5]
            if (!($1 in seen)) { seen[$1]; rows[++row_count] = $1 }
            if (!($6 in column)) { column[$6]; columns[++column_count] = $6 }
            if (!(($1, $6) in bar) || e < low[$1, $6]) low[$1, $6] = e
            if (!(($1, $6) in bar) || e > high[$1, $6]) high[$1, $6] = e
            bar[$1, $6] = $7; limit[$1, $6] = $8
            if (e * e > $8 * $8) printf "%s %s:1: %s@%s is off by %+.2f %%, bar %s %%\n", $1, $6, $4, $5, e, $8 >>missed
        }
        END {
            for (i = 2; i <= column_count; i++)
                for (j = i; j > 1 && columns[j] + 0 < columns[j - 1] + 0; j--) {
                    t = columns[j]; columns[j] = columns[j - 1]; columns[j - 1] = t
                }
            printf "| |"
            for (i = 1; i <= column_count; i++) printf " %s:1 |", columns[i]
            printf "\n|---|"
            for (i = 1; i <= column_count; i++) printf "---|"
            print ""
            for (r = 1; r <= row_count; r++) {
                printf "| %s |", rows[r]
                for (i = 1; i <= column_count; i++) {
                    k = rows[r] SUBSEP columns[i]
                    if (!(k in bar)) { printf " |"; continue }
                    worst = -low[k] > high[k] ? -low[k] : high[k]
                    if (worst > limit[k]) shown = sprintf("**%+.2f %+.2f (%s, missed)**", low[k], high[k], limit[k])
                    else if (worst > bar[k]) shown = sprintf("**%+.2f %+.2f (%s, held to %s)**", low[k], high[k], bar[k], limit[k])
                    else shown = sprintf("%+.2f %+.2f (%s)", low[k], high[k], bar[k])
                    printf " %s |", shown
                }
                print ""
            }
        }' "$scratch/measured" "$scratch/bars"
}

# lines SOURCE MIB RATIOS WHAT BLOCKS [FOR]: prints the measurements, as RATIO WHAT@BLOCK BEFORE AFTER.
lines() {
    awk -v source="$1" -v mib="$2" -v ratios=" $3 " -v what=" $4 " -v blocks=" $5 " -v target="${6-any}" '
        $1 == source && $2 == target && $4 == mib && index(ratios, " " $3 " ") && index(what, " " $5 " ") &&
            index(blocks, " " $6 " ") { print $3, $5 "@" $6, $7, $8 }' "$scratch/measured" | LC_ALL=C sort -n
}

# table LABEL COLUMN...: makes a Markdown table from lines of ROW COLUMN VALUE; rows are in the order of their first lines.
table() {
    awk -v columns="$*" '
        {
            if (!($1 in seen)) { seen[$1]; rows[++count] = $1 }
            k = $1 SUBSEP $2
            value[k] = $3
            for (i = 4; i <= NF; i++) value[k] = value[k] " " $i
        }
        function shown(t) { gsub("_", " ", t); return t }
        END {
            n = split(columns, column, " ")
            for (i = 1; i <= n; i++) printf "| %s ", shown(column[i])
            print "|"
            for (i = 1; i <= n; i++) printf "|---"
            print "|"
            for (r = 1; r <= count; r++) {
                printf "| %s |", shown(rows[r])
                for (i = 2; i <= n; i++) printf " %s |", value[rows[r], column[i]]
                print ""
            }
        }' | sed -E '1s/@0 /, whole stream /g; 1s/@4096 /, 4 KiB /g; 1s/@65536 /, 64 KiB /g; 1s/@131072 /, 128 KiB /g'
}

report_steps() {
    local block family
    cat <<TEXT

### Every ratio

Largest error of the compressed size in percent, over the ratios from 1.2 to 10 in steps of 0.05, for data of texture \`skip\` made
for the compressor. Bars: 0.7 % up to 3:1, 1.5 % up to 5:1, 2.5 % up to 10:1.

TEXT
    for block in "${STEPS_BLOCKS[@]}"; do
        for family in snappy lzo; do
            lines skip $((mib / 4)) "${STEPS[*]}" "snappy lzo lzo-15" "$block" "$family@$((block / 1024))KiB"
        done
    done | awk -v missed="$scratch/missed" '
        {
            group = $1 <= 3 ? 1 : $1 <= 5 ? 2 : 3; bar = group == 1 ? 0.7 : group == 2 ? 1.5 : 2.5
            e = 100 * ($4 * $1 / $3 - 1)
            if (e * e > bar * bar) printf "steps %s:1: %s is off by %+.2f %%, bar %s %%\n", $1, $2, e, bar >>missed
            if (e * e >= worst[$2, group] ^ 2) worst[$2, group] = e
            what[$2]
        }
        END {
            for (w in what) for (g = 1; g <= 3; g++)
                printf "%s %s %+.2f\n", w, g == 1 ? "to_3:1" : g == 2 ? "to_5:1" : "to_10:1", worst[w, g]
        }' | LC_ALL=C sort | sed -E 's/@4096 /,_4_KiB /; s/@65536 /,_64_KiB /' | table compressor to_3:1 to_5:1 to_10:1
}

LOW_BAR=0.5 LOW_MEAN_BAR=0.15 MIXTURES_BAR=1 ACROSS_BAR=0.5 STORED_BAR=2 STORED_BAR_TO=10

report_low() {
    local columns=()
    for what in zstd-3@{4096,65536,131072,0} {zstd-1,lz4,lz4hc,zstd-19,gzip-6}@65536; do
        [[ -n $check && $what =~ ^(lz4hc|zstd-19|gzip-6) ]] || columns+=("$what")
    done
    cat <<TEXT

### Ratios below 1.2

Error of the compressed size in percent. Bars: at 1.02:1 and above, each error of zstd -3 within $LOW_BAR %, and their mean
within $LOW_MEAN_BAR %.

TEXT
    lines copy "$mib" "${LOW[*]}" "lz4 lz4hc zstd-1 zstd-3 zstd-19 gzip-6" "4096 65536 131072 0" |
        awk '{ printf "%s %s %+.2f\n", $1, $2, 100 * ($4 * $1 / $3 - 1) }' | tee "$scratch/low" | table asked "${columns[@]}"
    awk -v bar=$LOW_BAR -v mean_bar=$LOW_MEAN_BAR '
        # Except at its highest levels, zstd stores a block uncompressed unless compression saves 1/64 of it: no 1.01:1.
        $2 ~ /^zstd-3@/ && $1 > 1.016 {
            sum += $3; count++
            if ($3 * $3 > bar * bar) printf "low %s:1: %s is off by %s %%, bar %s %%\n", $1, $2, $3, bar
        }
        END {
            if (sum * sum > mean_bar * mean_bar * count * count)
                printf "low: the mean error of zstd -3 is %+.2f %%, bar %s %%\n", sum / count, mean_bar
        }' "$scratch/low" >>"$scratch/missed"
}

report_mixtures() {
    cat <<TEXT

### Mixtures

Error of the compressed size in percent, relative to the harmonic mean of the ratios. Bar: $MIXTURES_BAR %.

TEXT
    lines copy $((mib * 2)) "${MIXTURES[*]}" "lz4 zstd-3 gzip-6" 131072 | awk '
        {
            n = split($1, part, "[@+]"); size = 0
            for (i = 1; i <= n; i += 2) size += part[i + 1] / part[i]
            printf "%s %s %+.2f\n", $1, $2, 100 * ($4 / $3 / size - 1)
        }' | tee "$scratch/mixtures" | table asked {lz4,zstd-3,gzip-6}@131072
    awk -v bar=$MIXTURES_BAR '$3 * $3 > bar * bar { printf "mixture %s: %s is off by %s %%, bar %s %%\n", $1, $2, $3, bar }' \
        "$scratch/mixtures" >>"$scratch/missed"
}

report_one() {
    echo
    lines copy "$mib" 1 "lz4 lz4hc zstd-1 zstd-3 zstd-19 gzip-1 gzip-6" "4096 16384 65536 131072 1048576 0" >"$scratch/one"
    lines copy "$one_mib" 1 zstd-19-long 0 >>"$scratch/one"
    awk -v mib="$one_mib" '
        { gained = $3 - $4; if (NR == 1 || gained > most) { most = gained; by = $2 } }
        $2 ~ /long/ { long = $4 - $3 }
        END {
            split(by, at, "@")
            block = at[2] == 0 ? "the whole stream" : "blocks of " at[2] / 1024 " KiB"
            if (most > 0) printf "At 1:1 %s saves %d bytes (%s). ", at[1], most, block
            else printf "At 1:1 no compressor saves a byte. The smallest increase is %d bytes (%s, %s). ", -most, at[1], block
            printf "zstd -19 --long=27 increases %d MiB by %d bytes.\n", mib, long
        }' "$scratch/one"
    awk '$4 < $3 { printf "1:1: %s saves %d bytes\n", $2, $3 - $4 }' "$scratch/one" >>"$scratch/missed"
}

report_across() {
    cat <<TEXT

### Across blocks

Compressed size of the whole stream by zstd -19 --long=27, relative to the sum of the independently compressed blocks of
128 KiB, in percent. Bar: $ACROSS_BAR %.

TEXT
    lines copy "$mib" "${ACROSS[*]}" zstd-19-long "131072 0" |
        awk '
            $2 ~ /@0$/ { whole[$1] = $4 } $2 ~ /@131072$/ { blocks[$1] = $4; ratio[++n] = $1 }
            END { for (i = 1; i <= n; i++) printf "%s difference %+.2f\n", ratio[i], 100 * (whole[ratio[i]] / blocks[ratio[i]] - 1) }' |
        tee "$scratch/across" | table asked difference
    awk -v bar=$ACROSS_BAR '$3 * $3 > bar * bar {
        printf "across %s:1: the whole stream differs by %s %%, bar %s %%\n", $1, $3, bar }' "$scratch/across" >>"$scratch/missed"
}

report_sectors() {
    {
        lines copy $((mib * 4)) "${SECTORS[*]} ${SECTORS_NOT_ZERO[*]}" "unique nonzero" 512
        lines skip $((mib * 4)) "${SECTORS[*]}" unique 512 | sed 's/ unique@/ unique-skip@/'
    } >"$scratch/sectors"
    cat <<TEXT

### Sectors

Number of sectors, of the $((mib * 4 * 2048)) sectors of 512 bytes in $((mib * 4)) MiB.

TEXT
    awk '{
        print $1, $2 ~ /^nonzero/ ? "all_zero" : $2 ~ /skip/ ? "equal_to_another,_texture_skip" : "equal_to_another", $3 - $4
    }' "$scratch/sectors" | table asked all_zero equal_to_another equal_to_another,_texture_skip
    awk -v distinct=" ${SECTORS[*]} " '
        $3 != $4 && ($2 ~ /^nonzero/ || index(distinct, " " $1 " ")) {
            printf "sectors %s:1: %d of %d are %s\n", $1, $3 - $4, $3, $2 ~ /^unique/ ? "repeated" : "zero" }' \
        "$scratch/sectors" >>"$scratch/missed"
}

report_shift() {
    cat <<TEXT

### Misaligned data

Data after a number of other bytes, as in an archive or in the image of a disk. Error of the compressed size in percent:

TEXT
    for shift in "${SHIFTS[@]}"; do
        lines "copy-shift$shift" "$mib" "${SHIFTED[*]}" "lz4 zstd-3" "4096 65536" |
            awk -v shift="$shift" '{ printf "%s:1,_shifted_by_%s %s %+.2f\n", $1, shift, $2, 100 * ($4 * $1 / $3 - 1) }'
    done | table asked {lz4,zstd-3}@{4096,65536}
    cat <<TEXT

Number of blocks of 128 KiB over the number of distinct ones, in streams with blocks of 128 KiB and a dedup ratio of 2:

TEXT
    for shift in "${SHIFTS[@]}"; do
        for plan in "${SHIFT_PLANS[@]}"; do
            lines "$plan-shift$shift" "$mib" 1 unique 131072 |
                awk -v shift="$shift" -v plan="$plan" '{ printf "%s %s %.3f\n", shift, plan, $3 / $4 }'
        done
    done | table shift "${SHIFT_PLANS[@]}"
}

report_stored() {
    cat <<TEXT

### Stored in sectors

Data made with \`--preset btrfs\`: pieces of 128 KiB, compressed by zstd -3 and stored in whole sectors of 4 KiB. Error of the stored
size in percent. Bar: $STORED_BAR %, to $STORED_BAR_TO:1.

TEXT
    lines btrfs "$mib" "${STORED[*]}" zstd-3 131072/4096 |
        awk '{ printf "%s error %+.2f\n", $1, 100 * ($4 * $1 / $3 - 1) }' | tee "$scratch/stored" | table asked error
    awk -v bar=$STORED_BAR -v to=$STORED_BAR_TO '$1 <= to && $3 * $3 > bar * bar { printf "stored %s:1: off by %s %%, bar %s %%\n", $1, $3, bar }' \
        "$scratch/stored" >>"$scratch/missed"
}

# errors_fio: prints lines of SOURCE RATIO COMPRESSOR@BLOCK ERROR: of the compressed size, in percent.
errors_fio() {
    local family block
    {
        lines copy "$mib" "${PEER[*]}" "lz4 zstd-1 zstd-3 gzip-6" "4096 131072" | sed 's/^/dgen,_any /'
        for family in lz4 zstd gzip; do
            for block in 4096 131072; do
                lines copy "$mib" "${PEER[*]}" "lz4 zstd-1 zstd-3 gzip-6" $block "$family@$((block / 1024))KiB" |
                    sed 's/^/dgen,_made_for_it /'
            done
        done
        lines fio "$mib" "${PEER[*]}" "lz4 zstd-1 zstd-3 gzip-6" "4096 131072" | sed 's/^/fio /'
    } | awk '
        {
            asked = $1 == "fio" ? 100 / (100 - int(100 * (1 - 1 / $2) + 0.5)) : $2
            print $1, $2, $3, 100 * ($5 * asked / $4 - 1)
        }' | LC_ALL=C sort -s -n -k2,2
}

report_fio() {
    local source columns=({lz4,zstd-1,zstd-3,gzip-6}@{4096,131072})
    cat <<TEXT

## Comparison with fio

$(fio --version) with \`refill_buffers\`, \`buffer_compress_percentage\` and \`buffer_compress_chunk=4k\`, blocks of
$((PEER_BLOCK / 1024)) KiB. fio takes whole percents, and its error is relative to the ratio of these percents: $(
        for ratio in "${PEER[@]}"; do
            awk -v p="$(percent "$ratio")" -v r="$ratio" 'BEGIN { if (r > 1) printf "%d %% is %.2f:1, ", p, 100 / (100 - p) }'
        done
    )so that
rounding is not part of its error. Error of the compressed size in percent.

TEXT
    errors_fio | awk '{ printf "%s:1_%s %s %+.2f\n", $2, $1, $3, $4 }' | table asked "${columns[@]}"
    cat <<TEXT

Sectors of 512 bytes that are all zero, and sectors that are equal to another sector, in percent of all sectors:

TEXT
    for source in copy fio; do
        lines $source "$mib" "${PEER[*]}" "unique nonzero" 512 | sed "s/^/${source/copy/dgen} /"
    done | awk '{ printf "%s:1 %s,_%s %.2f\n", $2, $1, $3 ~ /^unique/ ? "equal" : "zero", 100 * ($4 - $5) / $4 }' |
        table asked dgen,_zero dgen,_equal fio,_zero fio,_equal
    cat <<TEXT

Deduplication 2:1 (fio: \`dedupe_percentage=50\`) in blocks of $((PEER_BLOCK / 1024)) KiB, alone and with compression 2:1: the
number of blocks over the number of distinct blocks, and the error of the compressed size where compression is requested, too.

TEXT
    for source in copy fio; do
        lines $source-dedup2 "$mib" "1 2" "unique lz4 zstd-3" "4096 $PEER_BLOCK" | sed "s/^/${source/copy/dgen} /"
    done | awk '
        $3 ~ /^unique/ { printf "compress_%s:1_%s %s %.3f:1\n", $2, $1, $3, $4 / $5; next }
        { printf "compress_%s:1_%s %s %+.2f\n", $2, $1, $3, 100 * ($5 * $2 / $4 - 1) }' |
        LC_ALL=C sort -s -k1,1 | table asked {unique,lz4,zstd-3}@{4096,131072}
}

report() {
    printf "Measured %s on %s with %s: \`%s\`.\n\n" "$(date +%F)" "$(cpu)" "$("$target/measure" versions)" "$command"
    for part in "${parts[@]}"; do
        [[ $part == fio ]] || "report_$part"
    done
}
