# SPDX-License-Identifier: MIT OR Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # the sourcing script sets root
# Sourced by ./dgen after env.sh: what java needs, and the options that adapt it to the environment.

# check_environment: fails if java would not start, or would take a file for another one.
check_environment() {
    local decodable='^.*$'
    [[ $root =~ $decodable ]] || fail "the path of dgen does not match the charset of the locale: ${root@Q}"
    pwd -P >/dev/null 2>&1 || fail "the working directory is removed"
    [[ $PWD =~ $decodable ]] || fail "the path of the working directory does not match the charset of the locale: ${PWD@Q}"
}

# java_options CACHE: sets `options`. Java refuses two collectors, and the cache together with other options about caches. The
# options of the environment have priority; it can also name files with options.
java_options() {
    local environment="${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-} ${DGEN_JAVA_OPTS-}"
    # Warnings go to standard error, because standard output may be the data. Warnings about an outdated cache are silenced.
    options=(-Xlog:disable '-Xlog:all=warning,aot*=off,cds*=off,os+thread=off:stderr' -XX:+DisplayVMOutputToStderr)
    check_limits
    [[ $environment != *@(@|-XX:Flags=|-XX:VMOptionsFile=)* ]] || return 0
    # The collector that starts fastest; the command line leaves little garbage.
    [[ $environment == *-XX:[+-]Use*GC* ]] || options+=(-XX:+UseSerialGC)
    [[ ! -r $1 || $environment == *@(-Xshare|AOT|Archive|LoadedClassList|SharedClassList)* ]] ||
        options+=("-XX:AOTCache=$1")
}

# add_words TEXT: appends its words to `options`, by the rule of JDK_JAVA_OPTIONS: white space separates words, except between two
# equal quotes, which are removed.
add_words() {
    local i char quote='' word='' in_word=''
    for ((i = 0; i < ${#1}; i++)); do
        char=${1:i:1}
        if [[ -n $quote ]]; then
            if [[ $char == "$quote" ]]; then quote=''; else word+=$char; fi
        elif [[ $char == [\"\'] ]]; then
            quote=$char in_word=1
        elif [[ $char != [[:space:]] ]]; then
            word+=$char in_word=1
        elif [[ -n $in_word ]]; then
            options+=("$word")
            word='' in_word=''
        fi
    done
    [[ -z $quote ]] || die "DGEN_JAVA_OPTS: the quote $quote is not closed: $1"
    [[ -z $in_word ]] || options+=("$word")
}
