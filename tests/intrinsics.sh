#!/bin/sh
# SPDX-License-Identifier: MIT
# intrinsics.sh SOURCE
# All vector code is in two headers of the codec: no other file of it names an
# instruction or a vector of a target.
set -eu
cd "$1/codec"

found=$(grep -lE '\b(_mm[0-9]*_|__m(128|256|512)|_k[a-z]+_mask|v[a-z]+q?_[nsu])' \
    ./*.c ./*.h)
printf '%s\n' ./block_masks.h ./vector.h | diff -u - /dev/fd/3 3<<EOF
$found
EOF
