#!/bin/sh
# SPDX-License-Identifier: MIT
# For run.sh and empty.sh, whose first argument is where the targets are.
build=$1
fuzz=$(cd "$(dirname "$0")" && pwd)

# shellcheck source=fuzz/options.sh
. "$fuzz/options.sh"

# libfuzzer TARGET ARGUMENT...: runs a target with its options.
libfuzzer() {
    target=$1
    shift
    words=$(options "$fuzz/$target.options" "$fuzz") || return
    # Folders have no spaces, and each option is a word.
    # shellcheck disable=SC2086
    "$build/fuzz_$target" -reload=0 $words "$@"
}
