#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh CC WORK SOURCE...
# Compiles the core as for a machine without a C library: no header but the
# compiler's own and one with five functions, and nothing linked but those. Runs
# what comes out.
set -eu
CC=$1 work=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
include=$here/../../codec/include
rm -rf "$work"
mkdir -p "$work"
cd "$work"

# compile OPTIMISATION SOURCE...
compile() {
    level=$1
    shift
    "$CC" -std=c11 -ffreestanding "$level" -Wall -Wextra -Wpedantic -Werror \
        -nostdinc -isystem "$("$CC" -print-file-name=include)" \
        -isystem "$here/include" -I "$include" -DUCR_STATIC -c "$@"
}

for level in -O0 -O2 -O3; do
    compile "$level" "$@" "$here/start.c"
    # -lgcc is the compiler's own library, without which it promises nothing.
    "$CC" -nostdlib -static ./*.o -lgcc -o start
    ./start
    rm -f ./*.o start
done
