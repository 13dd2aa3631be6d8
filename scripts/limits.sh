# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # java_options sets environment and options
# Sourced by ./dgen after env.sh: fits the JVM into the limits of the process.

# The smallest limits with which the JVM starts and generate and verify run, measured with JDK 25; docs/resources.md. analyze, bench
# and selftest check theirs.
MIN_GROUP_MIB=64
MIN_ADDRESS_MIB=512
MIN_FILES=64

# Above these limits, the defaults of the JVM fit.
SMALL_GROUP_MIB=1024
SMALL_ADDRESS_MIB=16384

# check_limits: appends to `options`. Ends with status 3 and a message if the JVM cannot start or would be killed.
check_limits() {
    local limit
    limit=$(ulimit -v)
    if [[ $limit != unlimited ]]; then
        limit_address_space $((limit / 1024))
    fi
    limit=$(ulimit -n)
    [[ $limit == unlimited ]] || ((limit >= MIN_FILES)) ||
        fail "ulimit -n $limit: dgen needs at least $MIN_FILES file descriptors"
    limit=$((1 << 62))
    find_group_limit
    limit_group $((limit >> 20))
}

# limit_address_space MIB: the JVM reserves address space that it never uses.
limit_address_space() {
    (($1 >= MIN_ADDRESS_MIB)) ||
        fail "ulimit -v $(ulimit -v): dgen needs at least $((MIN_ADDRESS_MIB * 1024))"
    (($1 < SMALL_ADDRESS_MIB)) || return 0
    limit_heap $(($1 / 8))
    options+=(-XX:CompressedClassSpaceSize=$(($1 < 2048 ? 16 : 64))m -XX:ReservedCodeCacheSize=$(($1 < 2048 ? 16 : 64))m)
    # The C library reserves 64 MiB for each thread otherwise.
    export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1}
}

# limit_heap MIB: the environment can set another limit.
limit_heap() {
    [[ $environment == *-Xmx* ]] || options+=("-Xmx$1m")
}

# limit_group MIB: the JVM chooses its heap by the limit of the group, but does not see every kind of group.
limit_group() {
    (($1 >= MIN_GROUP_MIB)) ||
        fail "the control group has a memory limit of $1 MiB: dgen needs at least $MIN_GROUP_MIB MiB"
    (($1 >= SMALL_GROUP_MIB)) || limit_heap $(($1 * 3 / 8))
}

# find_group_limit: lowers `limit`, in bytes, to the smallest memory limit of the control groups of this process and of their
# ancestors.
find_group_limit() {
    local controllers path mount file value
    [[ -r /proc/self/cgroup ]] || return 0
    while IFS=: read -r _ controllers path; do
        case ,$controllers, in
            *,memory,*) mount=/sys/fs/cgroup/memory file=memory.limit_in_bytes ;;
            ,,) mount=/sys/fs/cgroup file=memory.max ;;
            *) continue ;;
        esac
        [[ $file != memory.max || ! -d $mount/unified ]] || mount+=/unified
        [[ -d $mount$path ]] || path= # the path on the host of a container
        while :; do
            if [[ -r $mount$path/$file ]] && read -r value <"$mount$path/$file" && [[ $value =~ ^[0-9]{1,18}$ ]]; then
                ((value >= limit)) || limit=$value
            fi
            [[ -n $path ]] || break
            path=${path%/*}
        done
    done </proc/self/cgroup
}
