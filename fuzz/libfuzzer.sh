#!/bin/sh
# SPDX-License-Identifier: MIT
# For run.sh and empty.sh, whose first argument is where the targets are.
build=$1
fuzz=$(cd "$(dirname "$0")" && pwd)

# option TARGET KEY: what stands in its .options file.
option() {
    sed -n "s/^$2 = //p" "$fuzz/$1.options"
}

# libfuzzer TARGET ARGUMENT...: runs a target with its options.
libfuzzer() {
    target=$1
    shift
    dictionary=$(option "$target" dict)
    leaks=$(option "$target" detect_leaks)
    "$build/fuzz_$target" -max_len="$(option "$target" max_len)" \
        -timeout="$(option "$target" timeout)" \
        -entropic="$(option "$target" entropic)" -reload=0 \
        -detect_leaks="${leaks:-1}" ${dictionary:+-dict="$fuzz/$dictionary"} \
        "$@"
}
