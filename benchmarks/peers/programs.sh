# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # set by the sourcing script
# Sourced by `run`: for each program what it lacks, its version, and rate_NAME CPUS ARGUMENT..., which prints bytes per second.
# CPUS is 1 or 2; the caller is pinned to that number of CPUs.

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

has_numpy() {
    has python3 && python3 -c 'import numpy' 2>/dev/null
}

# lacks PEER: prints why the peer cannot be measured; fails if it can be measured.
lacks() {
    case $1 in
        fio | fio-* | openssl)
            ! has "${1%-*}" && ! install_packages "${1%-*}" && echo "it is not installed (Debian package ${1%-*})"
            ;;
        java) return 1 ;; # the build needs it
        datagen)
            ! has datagen && echo "no program datagen on the PATH (LZ4 and zstd have one in their tests)"
            ;;
        dgen-rs)
            ! has streaming-bench && echo "no program streaming-bench on the PATH"
            ;;
        dgen-py)
            ! { has python3 && python3 -c 'import dgen_py' 2>/dev/null; } && echo "python3 cannot import dgen_py"
            ;;
        numpy)
            ! has_numpy && ! { install_packages python3-numpy && has_numpy; } &&
                echo "python3 cannot import numpy (Debian package python3-numpy)"
            ;;
    esac
}

version() {
    case $1 in
        fio | fio-*) fio --version ;;
        java) echo "SplittableRandom of the JDK" ;;
        openssl) openssl version | cut -d ' ' -f 1,2 ;;
        # The datagen of LZ4 prints a version, that of zstd does not.
        datagen) datagen -v -g1 2>&1 >/dev/null | sed -n 's/ *$//; s/^.*Generator/datagen/p' | head -n 1 ;;
        dgen-rs) echo "streaming-bench of dgen-rs" ;;
        numpy) python3 -c 'import numpy; print("numpy", numpy.__version__)' ;;
        dgen-py) python3 -c 'import dgen_py; print("dgen-py", getattr(dgen_py, "__version__", ""))' ;;
    esac
}

# rate_dgen CPUS CHUNK COMPRESS DEDUP. -Xbatch: the warm-up waits for the compiler, which shares its CPU.
rate_dgen() {
    "$JAVA_HOME/bin/java" -Xbatch --enable-native-access=ALL-UNNAMED -cp "$jar" io.dgen.benchmarks.FillRate \
        "${@:2}" "$1" "$seconds"
}

# rate_dgen_numbers CPUS CHUNK KEYS
rate_dgen_numbers() {
    "$JAVA_HOME/bin/java" -Xbatch --enable-native-access=ALL-UNNAMED -cp "$jar" io.dgen.benchmarks.FillRate \
        "$2" 1 1 "$1" "$seconds" "$3"
}

# rate_numpy CPUS METHOD BYTES
rate_numpy() {
    python3 "$here/numpy_rate.py" "$2" "$3" "$seconds"
}

# rate_fio CPUS BLOCK COMPRESS% DEDUPE%. The null engine discards each block, so that filling the block is the only work.
rate_fio() {
    local options=(--name=fill --ioengine=null --rw=write --bs="$2" --size=1t --time_based --runtime="$seconds"
        --refill_buffers --thread --randseed=1 --output-format=json)
    # fio takes 0 % as "not set", which makes the same data. Chunks of 4 KiB: the unit in which dgen reaches its ratio, too.
    (($3 == 0)) || options+=(--buffer_compress_percentage="$3" --buffer_compress_chunk=4k)
    (($4 == 0)) || options+=(--dedupe_percentage="$4")
    # fio writes notes before the JSON, and files into the current folder.
    (cd "$scratch" && fio "${options[@]}") | awk '
        { gsub(/[",]/, "") }
        $1 == "write" { write = 1 }
        write && $1 == "io_bytes" { bytes = $3; write = 0 }
        $1 == "job_runtime" { milliseconds = $3 }
        $1 == "usr_cpu" { percent += $3 }
        $1 == "sys_cpu" { percent += $3 }
        END { if (bytes && percent) printf "%.0f\n", bytes / (milliseconds / 1e3 * percent / 100) }'
}

# folder KIND: prints a folder for files: tmpfs, or disk, which is the one of this repository.
folder() {
    case $1 in
        tmpfs) echo "$scratch_tmpfs" ;;
        disk) echo "$scratch_disk" ;;
    esac
}

# Files of 1 GiB for each second; the start of the JVM and of fio is not part of the time, fsync is, on the disk.

# rate_dgen_file CPUS FOLDER BLOCK JOBS FILES COMPRESS DEDUP. With several files, bench sink writes them.
rate_dgen_file() {
    local into options=(--size "${seconds}GiB" --chunk-size "$3" --threads "$4" --compress "$6" --dedup "$7" --json)
    into=$(folder "$2")
    if (($5 > 1)); then
        [[ $2 == disk ]] || options+=(--no-fsync)
        "$root/dgen" bench sink "${options[@]}" "$into" | python3 -c '
import json, sys
run = json.load(sys.stdin)["runs"][-1]
print(round(run["bytes"] / run["seconds"]))'
    else
        [[ $2 == tmpfs ]] || options+=(--fsync)
        "$root/dgen" generate "${options[@]}" --writers "$4" --no-progress "$into/file" | python3 -c '
import json, sys
report = json.load(sys.stdin)
print(round(report["bytes"] / report["seconds"]))'
        rm "$into/file"
    fi
}

# rate_fio_file CPUS FOLDER BLOCK JOBS FILES COMPRESS% DEDUPE%
rate_fio_file() {
    local into each=$((seconds * 1024 / $4)) options
    into=$(folder "$2")
    options=(--name=file --ioengine=psync --rw=write --bs="$3" --size="${each}m" --numjobs="$4" --refill_buffers
        --fallocate=none --group_reporting --randseed=1 --output-format=json)
    if (($5 > 1)); then
        options+=(--directory="$into")
    else
        options+=(--filename="$into/file" --offset_increment="${each}m")
    fi
    [[ $2 == tmpfs ]] || options+=(--end_fsync=1)
    (($6 == 0)) || options+=(--buffer_compress_percentage="$6" --buffer_compress_chunk=4k)
    (($7 == 0)) || options+=(--dedupe_percentage="$7")
    (cd "$scratch" && fio "${options[@]}") | python3 -c '
import json, sys
text = sys.stdin.read()
write = json.loads(text[text.index("{"):])["jobs"][0]["write"]
print(round(write["io_bytes"] / write["runtime"] * 1e3))'
    rm "$into"/file*
}

# Files of 4 KiB, of which each counts with its bytes. The start of the JVM and of fio is not part of the time. After many files were
# deleted, ext4 creates files slowly for a minute: there, each run takes new folders, which are removed at the end.

# rate_dgen_create CPUS FOLDER
rate_dgen_create() {
    local into
    into=$(mktemp -d -p "$(folder "$2")")
    "$root/dgen" dataset create --files $((10000 * seconds)) --size 4KiB --threads 2 --no-progress --json --dir "$into/set" |
        python3 -c '
import json, sys
print(round(json.load(sys.stdin)["filesPerSecond"] * 4096))'
    [[ $2 == disk ]] || rm -r "$into"
}

# rate_fio_create CPUS FOLDER ENGINE. The two processes have a folder each, so that they do not wait for each other.
rate_fio_create() {
    local into
    into=$(mktemp -d -p "$(folder "$2")")
    mkdir "$into/0" "$into/1"
    (cd "$scratch" && fio --name=create --ioengine="$3" --rw=write --bs=4k --filesize=4k --nrfiles=$((5000 * seconds)) \
        --numjobs=2 --directory="$into/0:$into/1" --create_on_open=1 --openfiles=1 --file_service_type=sequential \
        --fallocate=none --refill_buffers --randseed=1 --group_reporting --output-format=json) | python3 -c '
import json, sys
text = sys.stdin.read()
write = json.loads(text[text.index("{"):])["jobs"][0]["write"]
print(round(write["io_bytes"] / write["runtime"] * 1e3))'
    [[ $2 == disk ]] || rm -r "$into"
}

rate_java() {
    "$JAVA_HOME/bin/java" -Xbatch --enable-native-access=ALL-UNNAMED -cp "$jar" io.dgen.benchmarks.FillRate \
        Peer.splittableRandomBytes "$seconds"
}

# rate_openssl CPUS. openssl measures user time itself.
rate_openssl() {
    openssl speed -mr -evp aes-128-ctr -bytes 16384 -seconds "$seconds" 2>/dev/null | awk -F: '/^\+F:/ { printf "%.0f\n", $NF }'
}

# rate_datagen CPUS PERCENT
rate_datagen() {
    local megabytes=$((250 * seconds)) TIMEFORMAT='%U %S'
    { time datagen -g${megabytes}MB -P"$2" >/dev/null 2>&1; } 2>&1 |
        awk -v bytes=$((megabytes << 20)) '{ printf "%.0f\n", bytes / ($1 + $2) }'
}

# rate_dgen_rs CPUS. After a warm-up of 1 GiB, its first run makes 100 GiB in chunks of 32 MiB and blocks of 1 MiB, with one
# thread per CPU. Its other runs take too long.
rate_dgen_rs() {
    local lines pid seconds ticks
    exec {lines}< <(exec streaming-bench 2>/dev/null)
    pid=$!
    # shellcheck disable=SC2064 # expanded now
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
