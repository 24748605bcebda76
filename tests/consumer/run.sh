#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh SOURCE BUILD CC CXX
# Installs what was built and uses it as others would: as a CMake package,
# through pkg-config, as a folder of another tree, and fetched by one.
set -eu
source=$1 build=$2 CC=$3 CXX=$4
export CC CXX
work=$build/consumer
here=$source/tests/consumer
rm -rf "$work"
mkdir -p "$work"
cmake --install "$build" --prefix "$work/prefix" >"$work/install.log"
sh "$here/use.sh" "$work/prefix" "$work/use" "$CC" "$CXX"

# build NAME PROJECT CMAKE-ARGUMENT...: builds all, which runs each program.
build() {
    echo "== $1"
    to=$work/$1 from=$2
    shift 2
    if ! { cmake -S "$from" -B "$to" "$@" && cmake --build "$to" -j 2; } \
        >"$to.log" 2>&1; then
        cat "$to.log"
        exit 1
    fi
}

# files FOLDER: what stands in it, without folders, sorted.
files() {
    (cd "$1" && find . ! -type d | LC_ALL=C sort)
}

build uninstalled "$source" -DUCR_TESTS=OFF -DUCR_FUZZ=OFF -DUCR_INSTALL=OFF
echo "-- what is not installed is built"
find "$work/uninstalled/codec" -name libucr.a | grep -q .

build subproject "$here" "-DUCR_SOURCE=$source"

build fetched "$here/fetched" "-DUCR_SOURCE=$source"
echo "-- what is not linked is not built"
[ "$(find "$work/fetched" ! -type d -name 'libucr*')" = \
    "$work/fetched/_deps/ucr-build/codec/libucr.a" ]
echo "-- no test but the project's own"
ctest --test-dir "$work/fetched" --no-tests=error |
    grep '100% tests passed, 0 tests failed out of 1'
echo "-- nothing installed but the project's own"
cmake --install "$work/fetched" --prefix "$work/own" >"$work/own.log"
[ "$(files "$work/own")" = ./bin/core ]

build fetched-installed "$here/fetched" "-DUCR_SOURCE=$source" -DUCR_INSTALL=ON
echo "-- the libraries are installed where the project asks for it"
cmake --install "$work/fetched-installed" --prefix "$work/both" >"$work/both.log"
files "$work/both" | grep -x './include/ucr/ucr.h'
files "$work/both" | grep '/cmake/ucr/ucr-config.cmake$'
