#!/bin/sh
# SPDX-License-Identifier: MIT
# use.sh PREFIX WORK CC CXX
# Uses what is installed under PREFIX, in C and in C++: as a CMake package and
# through pkg-config, shared and static.
set -eu
prefix=$1 work=$2 CC=$3 CXX=$4
export CC CXX
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$work"

echo "== package"
cmake -S "$here" -B "$work/package" "-DCMAKE_PREFIX_PATH=$prefix" \
    >"$work/package.log"
cmake --build "$work/package" -j 2 >>"$work/package.log" || {
    cat "$work/package.log"
    exit 1
}
grep "^ucr_DIR:PATH=$prefix/" "$work/package/CMakeCache.txt"

# flags PREFIX ARGUMENT...
flags() {
    pc=$(dirname "$(find "$1/lib" -name ucr.pc)")
    shift
    PKG_CONFIG_PATH=$pc pkg-config "$@"
}

# run PROGRAM...
run() {
    for program in "$@"; do
        "./$program"
    done
}

echo "== pkg-config, shared"
cd "$work"
# Flags are words on purpose, from here on.
# shellcheck disable=SC2046
{
    $CC "$here/core.c" $(flags "$prefix" --cflags --libs ucr) -o core
    $CC "$here/full.c" $(flags "$prefix" --cflags --libs ucr-yajl) -o full
    $CXX -std=c++11 "$here/full_cpp.cpp" \
        $(flags "$prefix" --cflags --libs ucr-yajl) -o full_cpp
}
library=$(dirname "$(find "$prefix/lib" -name libucr.so)")
(
    LD_LIBRARY_PATH=$library
    export LD_LIBRARY_PATH
    run core full full_cpp
)

echo "== pkg-config, static"
# The same tree without the shared libraries.
rm -rf archives
mkdir archives
(cd "$prefix" && find include/ucr lib -path '*ucr*' ! -type d \
    ! -name '*.so*' | tar -cf - -T -) | tar -xf - -C archives
# shellcheck disable=SC2046
{
    $CC "$here/core.c" $(flags archives --static --cflags --libs ucr) \
        -static -o core
    $CC "$here/full.c" $(flags archives --static --cflags --libs ucr-yajl) \
        -o full
    $CXX -std=c++11 "$here/full_cpp.cpp" \
        $(flags archives --static --cflags --libs ucr-yajl) -o full_cpp
}
run core full full_cpp
