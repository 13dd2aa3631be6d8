# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourcing script's
# Sourced by `run`: for every contender what it lacks, its version, and rate_NAME CPUS ARGUMENT..., which prints bytes per
# second. CPUS is 1 or 2; the caller is pinned to that many.

allowed_cpus() {
    awk '/^Cpus_allowed_list:/ {
        count = split($2, ranges, ",")
        for (i = 1; i <= count; i++) {
            split(ranges[i], ends, "-")
            last = ends[2] == "" ? ends[1] : ends[2]
            for (cpu = ends[1] + 0; cpu <= last + 0; cpu++) print cpu
        }
    }' "/proc/$$/status"
}

# lacks PEER: says why it cannot be measured; fails if it can.
lacks() {
    case $1 in
        fio | openssl)
            ! has "$1" && ! install_packages "$1" && echo "it is not installed (Debian package $1)"
            ;;
        datagen)
            ! has datagen && echo "no program datagen on the PATH (LZ4 and zstd have one in their tests)"
            ;;
        dgen-rs)
            ! has streaming-bench && echo "no program streaming-bench on the PATH"
            ;;
        dgen-py)
            ! { has python3 && python3 -c 'import dgen_py' 2>/dev/null; } && echo "python3 cannot import dgen_py"
            ;;
    esac
}

version() {
    case $1 in
        fio) fio --version ;;
        openssl) openssl version | cut -d ' ' -f 1,2 ;;
        # LZ4's has a version, zstd's has not.
        datagen) datagen -v -g1 2>&1 >/dev/null | sed -n 's/ *$//; s/^.*Generator/datagen/p' | head -n 1 ;;
        dgen-rs) echo "streaming-bench of dgen-rs" ;;
        dgen-py) python3 -c 'import dgen_py; print("dgen-py", getattr(dgen_py, "__version__", ""))' ;;
    esac
}

# rate_dgen CPUS CHUNK COMPRESS DEDUP. -Xbatch: the compiler has no CPU of its own; let the warm-up wait for it.
rate_dgen() {
    "$JAVA_HOME/bin/java" -Xbatch --enable-native-access=ALL-UNNAMED -cp "$jar" io.dgen.benchmarks.FillRate \
        "${@:2}" "$1" "$seconds"
}

# rate_fio CPUS BLOCK COMPRESS% DEDUPE%. The null engine throws each block away: filling it is all the work there is.
rate_fio() {
    local options=(--name=fill --ioengine=null --rw=write --bs="$2" --size=1t --time_based --runtime="$seconds"
        --refill_buffers --thread --randseed=1 --output-format=json)
    # 0 % would be taken for "not set", which is the same data. Spread as widely as dgen spreads it: over 4 KiB.
    (($3 == 0)) || options+=(--buffer_compress_percentage="$3" --buffer_compress_chunk=4k)
    (($4 == 0)) || options+=(--dedupe_percentage="$4")
    # fio writes notes before the JSON, and puts files beside itself.
    (cd "$scratch" && fio "${options[@]}") | awk '
        { gsub(/[",]/, "") }
        $1 == "write" { write = 1 }
        write && $1 == "io_bytes" { bytes = $3; write = 0 }
        $1 == "job_runtime" { milliseconds = $3 }
        $1 == "usr_cpu" { percent += $3 }
        $1 == "sys_cpu" { percent += $3 }
        END { if (bytes && percent) printf "%.0f\n", bytes / (milliseconds / 1e3 * percent / 100) }'
}

# rate_openssl CPUS. It counts user time by itself.
rate_openssl() {
    openssl speed -mr -evp aes-128-ctr -bytes 16384 -seconds "$seconds" 2>/dev/null | awk -F: '/^\+F:/ { printf "%.0f\n", $NF }'
}

# rate_datagen CPUS PERCENT
rate_datagen() {
    local megabytes=$((250 * seconds)) TIMEFORMAT='%U %S'
    { time datagen -g${megabytes}MB -P"$2" >/dev/null 2>&1; } 2>&1 |
        awk -v bytes=$((megabytes << 20)) '{ printf "%.0f\n", bytes / ($1 + $2) }'
}

# rate_dgen_rs CPUS. After a warm-up of 1 GiB the first of its runs is 100 GiB in chunks of 32 MiB and blocks of 1 MiB, on as
# many threads as there are CPUs; the others are longer than anyone would wait.
rate_dgen_rs() {
    local lines pid seconds ticks
    exec {lines}< <(exec streaming-bench 2>/dev/null)
    pid=$!
    # shellcheck disable=SC2064 # now
    trap "kill $pid 2>/dev/null; wait $pid || true" EXIT
    seconds=$(sed -nE '/^Run 01: /{s/^Run 01: ([0-9.]+) seconds.*/\1/p;q}' <&"$lines")
    ticks=$(awk '{ print $14 + $15 }' "/proc/$pid/stat")
    if (($1 == 1)); then
        awk -v ticks="$ticks" -v hertz="$(getconf CLK_TCK)" 'BEGIN { printf "%.0f\n", 101 * 2 ^ 30 * hertz / ticks }'
    else
        awk -v seconds="$seconds" 'BEGIN { printf "%.0f\n", 100 * 2 ^ 30 / seconds }'
    fi
}

# rate_dgen_py CPUS CHUNK COMPRESS
rate_dgen_py() {
    python3 "$here/rate.py" "$2" "$3" "$1" "$seconds"
}
