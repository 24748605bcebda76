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
    # Folders have no spaces.
    # shellcheck disable=SC2046
    "$build/fuzz_$target" -reload=0 \
        $(options "$fuzz/$target.options" "$fuzz") "$@"
}
