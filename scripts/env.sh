# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourcing script sets root
# Sourced by ./dgen, ./check and the scripts of benchmarks/: finds a JDK, and installs or names missing packages. The sourcing
# script sets `root`.

JDK_FEATURE=25

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2 || true # it may be closed
}

# die MESSAGE: the command line is wrong. fail MESSAGE: the environment lacks something.
die() {
    say "$*"
    exit 2
}

fail() {
    say "$*"
    exit 3
}

# --- environment -----------------------------------------------------------------------------------------------------

export PATH="${PATH:+$PATH:}/usr/local/bin:/usr/bin:/bin"

# Maven and its wrapper need HOME. Without HOME, bash asks the system for the home directory of the user.
if [[ -z ${HOME-} ]]; then
    unset HOME
    export HOME=~
fi

# Java decodes names by the charset of the locale. The C locale has no charset for bytes above 127, as a locale that is not
# installed has none. Other charsets than UTF-8 are left alone.
is_utf8() {
    local letter=$'\303\266'
    ((${#letter} == 1))
}
if ! is_utf8 && [[ $(locale charmap 2>/dev/null || true) == @(|ANSI_X3.4-1968) ]]; then
    # LC_ALL has priority over LC_CTYPE. The language of messages is kept.
    if [[ -n ${LC_ALL-} ]]; then export LC_ALL=C.UTF-8; else export LC_CTYPE=C.UTF-8; fi
fi 2>/dev/null

# --- JDK -------------------------------------------------------------------------------------------------------------

# jdk_version HOME: sets `version`, such as 25.0.3, and `rank`; the JDK with the lowest rank is preferred. Fails if the folder
# has no JDK, or one that is too old or lacks `tool`. Reads the release file, because starting java takes longer than all the
# rest of this file.
jdk_version() {
    local key value feature=0 interim=0 update=0
    version=
    [[ -x $1/bin/java && -x $1/bin/$tool && -r $1/release ]] || return 1
    while IFS='=' read -r key value; do
        if [[ $key == JAVA_VERSION ]]; then
            version=${value//[\"$'\r']/}
            break
        fi
    done <"$1/release"
    [[ $version =~ ^([0-9]+)(\.([0-9]+))?(\.([0-9]+))? ]] || return 1
    feature=${BASH_REMATCH[1]} interim=${BASH_REMATCH[3]:-0} update=${BASH_REMATCH[5]:-0}
    ((feature >= JDK_FEATURE)) || return 1
    # Prefers the oldest sufficient release in its newest update: the one that dgen is tested with.
    rank=$((feature * 1000000 - interim * 1000 - update))
}

# find_jdk TOOL: sets and exports JAVA_HOME, and what java needs without /proc; sets JDK_VERSION. Fails if there is no suitable
# JDK with bin/TOOL: javac for builds; programs run on a JRE, too.
find_jdk() {
    local tool=$1 home best='' best_rank=0 best_version='' version rank

    if [[ -n ${JAVA_HOME-} ]] && jdk_version "$JAVA_HOME"; then
        best=$JAVA_HOME best_version=$version
    elif home=$(command -v java) && home=$(readlink -f "$home") && jdk_version "${home%/bin/java}"; then
        best=${home%/bin/java} best_version=$version
    else
        for home in /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /opt/jdk/* /usr/local/lib/jvm/* \
            "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
            if jdk_version "$home" && { [[ -z $best ]] || ((rank < best_rank)); }; then
                best=$home best_rank=$rank best_version=$version
            fi
        done
    fi
    [[ -n $best ]] || return 1
    [[ $best == /* ]] || best=$PWD/$best
    export JAVA_HOME=$best
    JDK_VERSION=$best_version
    # Without /proc, java does not find its libraries.
    [[ -e /proc/self || :${LD_LIBRARY_PATH-}: == *":$best/lib:"* ]] ||
        export LD_LIBRARY_PATH="$best/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
}

# warn_of_jdk FILE: prints one warning for a JDK with a known defect. FILE contains the JDK of the last warning.
warn_of_jdk() {
    local warned=
    case $JDK_VERSION in
        25 | 25.0.0 | 25.0.1 | 25.0.2) ;;
        *) return 0 ;;
    esac
    [[ ! -r $1 ]] || read -r warned <"$1" || true
    [[ $warned != "$JAVA_HOME $JDK_VERSION" ]] || return 0
    say "JDK $JDK_VERSION in $JAVA_HOME can corrupt pinned arrays under the G1 collector (JDK-8377811):" \
        "upgrade to 25.0.3 or newer, or run your own programs with -XX:+UseParallelGC"
    [[ ! -w ${1%/*} ]] || printf '%s\n' "$JAVA_HOME $JDK_VERSION" >"$1"
}

# --- packages --------------------------------------------------------------------------------------------------------

has() {
    command -v "$1" >/dev/null 2>&1
}

has_file() {
    compgen -G "$1" >/dev/null
}

maven_is_there() {
    local url
    url=$(sed -n 's/^distributionUrl=//p' "$root/.mvn/wrapper/maven-wrapper.properties")
    url=${url##*/}
    has_file "${MAVEN_USER_HOME:-$HOME/.m2}/wrapper/dists/${url%-bin.zip}/*/bin/mvn"
}

# Prints the missing Debian packages that a build needs, except the JDK.
missing_for_build() {
    has cc || echo gcc
    has_file '/usr/include/*/bits/libc-header-start.h' || has_file '/usr/include/bits/libc-header-start.h' || echo libc6-dev
    has cmake || echo cmake
    has make || [[ -n ${CMAKE_GENERATOR-} ]] || echo make
    maven_is_there || has unzip || echo unzip
    has flock || echo util-linux
    has find || echo findutils
}

# Prints the missing Debian packages without which dgen runs, but without NUMA placement.
missing_for_numa() {
    has_file '/usr/lib/*/libnuma.so.1' || has_file '/usr/lib*/libnuma.so.1' || has_file '/lib/*/libnuma.so.1' ||
        echo libnuma1
}

# install_packages PACKAGE...: installs them as root on Debian and its derivatives. Fails on other systems, or if apt-get fails.
install_packages() {
    local log=$root/target/apt.log try
    ((EUID == 0)) && has apt-get || return 1
    mkdir -p "${log%/*}"
    say "installing $*"
    for try in 1 2 3; do
        # The first try fails if the package lists are missing or outdated. The update does not wait for a lock and can
        # fail, too; therefore there is a third try.
        if ((try > 1)); then
            apt-get update -q </dev/null >>"$log" 2>&1 || sleep 5
        fi
        if DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends \
            "$@" </dev/null >>"$log" 2>&1; then
            return 0
        fi
    done
    say "apt-get failed; the end of $log:"
    tail -n 5 "$log" >&2
    return 1
}

has_package() {
    [[ -n $(apt-cache madison "$1" 2>/dev/null) ]]
}

# require PACKAGE...: installs the packages; if that is not possible, prints how to install them and exits.
require() {
    (($# == 0)) || install_packages "$@" ||
        fail "missing packages: apt-get install $* (Debian names; they can have other names on your system)"
}

# prepare TOOL PACKAGE...: sets JAVA_HOME, and installs the packages and, if there is none with that tool, a JDK. If that is not
# possible, prints what to install and exits.
prepare() {
    local missing=("${@:2}") package=openjdk-$JDK_FEATURE-jdk-headless
    local no_jdk="no JDK $JDK_FEATURE or newer found${JAVA_HOME:+, not in JAVA_HOME=$JAVA_HOME either}: install one ($package, or\
 from https://jdk.java.net) or set JAVA_HOME to it"

    if ! find_jdk "$1"; then
        missing+=("$package")
        if ((EUID == 0)) && has apt-get; then
            has_package "$package" || apt-get update -q </dev/null >/dev/null 2>&1 || true
            has_package "$package" || fail "$no_jdk"
        fi
    fi
    require "${missing[@]}"
    find_jdk "$1" || fail "$no_jdk"
}

# prepare_run, prepare_build: for a program that is built, and for a build.
prepare_run() {
    find_jdk java || prepare java
}

prepare_build() {
    local missing
    [[ -w ${MAVEN_USER_HOME:-$HOME/.m2} || -w $HOME ]] ||
        fail "a build needs a home directory that is writable, but HOME is $HOME"
    # Not by process substitution, which needs /proc.
    # shellcheck disable=SC2046 # words
    prepare javac $(missing_for_build)
    missing=$(missing_for_numa)
    [[ -z $missing ]] || install_packages "$missing" ||
        say "without $missing (a Debian package) there is no NUMA placement"
}

# --- build lock ------------------------------------------------------------------------------------------------------

# lock, unlock: only one build runs in this checkout at a time. The lock is on a file that no build removes, and that a reader
# of the checkout can lock.
lock() {
    exec 9<"$root/pom.xml"
    if ! flock -n 9; then
        say "waiting for another build of this checkout"
        flock 9
    fi
}

unlock() {
    exec 9<&-
}
