#!/bin/sh
# SPDX-License-Identifier: MIT
# For run.sh and empty.sh, whose first argument is where the targets are.
build=$1
fuzz=$(cd "$(dirname "$0")" && pwd)

# libfuzzer TARGET ARGUMENT...: runs a target with its options.
libfuzzer() {
    target=$1
    shift
    options=$(sed -n "s|^dict = |&$fuzz/|; s/^\([a-z_]*\) = /-\1=/p" \
        "$fuzz/$target.options")
    # Folders have no spaces, and each option is a word.
    # shellcheck disable=SC2086
    "$build/fuzz_$target" -reload=0 $options "$@"
}
