#!/bin/sh
# SPDX-License-Identifier: MIT
# intrinsics.sh SOURCE
# All vector code is in two headers of the codec: no other file of it names an
# instruction or a vector of a target.
set -eu
cd "$1/codec"

x86='_mm[0-9]*_|__m(128|256|512|mask)|__builtin_ia32_|_k[a-z]+_mask'
x86="$x86|_(bzhi|bls[a-z]+|pdep|pext|tzcnt|lzcnt|popcnt)_u"
arm='arm_neon|(int|float|poly)[0-9]+x[0-9]+(x[0-9]+)?_t'
arm="$arm|\\bv[a-z0-9]+_([a-z]+_)?[usfp](8|16|32|64)\\b"
found=$(grep -rlE --include='*.[ch]' "$x86|$arm" . | LC_ALL=C sort)
printf '%s\n' ./block_masks.h ./vector.h | diff -u - /dev/fd/3 3<<EOF
$found
EOF
