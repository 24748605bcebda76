#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh SOURCE BUILD CC CXX
# Installs what was built and uses it as others would: as a CMake package, as a
# subproject, and through pkg-config, shared and static.
set -eu
source=$1 build=$2 CC=$3 CXX=$4
export CC CXX
work=$build/consumer
here=$source/tests/consumer
rm -rf "$work"
mkdir -p "$work"
cmake --install "$build" --prefix "$work/prefix" >"$work/install.log"

# consume NAME CMAKE-ARGUMENT: builds every program, which runs each.
consume() {
    echo "== $1"
    cmake -S "$here" -B "$work/$1" "$2" >"$work/$1.log"
    cmake --build "$work/$1" -j 2 >>"$work/$1.log" || {
        cat "$work/$1.log"
        exit 1
    }
}
consume package "-DCMAKE_PREFIX_PATH=$work/prefix"
consume subproject "-DUCR_SOURCE=$source"

# flags PREFIX ARGUMENT...
flags() {
    pc=$(find "$1" -name pkgconfig -type d)
    shift
    PKG_CONFIG_PATH=$pc pkg-config "$@"
}

echo "== pkg-config, shared"
cd "$work"
# Flags are words on purpose, from here on.
# shellcheck disable=SC2046
{
    $CC "$here/core.c" $(flags prefix --cflags --libs ucr) -o core
    $CC "$here/full.c" $(flags prefix --cflags --libs ucr-yajl) -o full
    $CXX -std=c++11 "$here/full_cpp.cpp" \
        $(flags prefix --cflags --libs ucr-yajl) -o full_cpp
}
library=$(dirname "$(find prefix -name libucr.so)")
for program in core full full_cpp; do
    LD_LIBRARY_PATH=$library "./$program"
done

echo "== pkg-config, static"
cp -R prefix archives
find archives -name '*.so*' -exec rm {} +
# shellcheck disable=SC2046
{
    $CC "$here/core.c" $(flags archives --static --cflags --libs ucr) \
        -static -o core
    $CC "$here/full.c" $(flags archives --static --cflags --libs ucr-yajl) \
        -o full
    $CXX -std=c++11 "$here/full_cpp.cpp" \
        $(flags archives --static --cflags --libs ucr-yajl) -o full_cpp
}
for program in core full full_cpp; do
    "./$program"
done
